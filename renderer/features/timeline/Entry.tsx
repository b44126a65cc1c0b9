import { IconPaperclip } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import type { Interaction } from '#shared/contract/interaction'
import { formatDateTime, formatTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import { ChannelGlyph, channelLook } from './channelLook'
import classes from './Entry.module.css'
import { EntryMeta } from './EntryMeta'
import { entryTitle } from './entryTitle'
import { timelineWords } from './words'

type Props = {
  interaction: Interaction
  isOpen: boolean
  onToggle: (interaction: Interaction) => void
  renderBody: (interaction: Interaction) => ReactNode
}

/** One contact: a line when closed, all of it when opened in place. */
export const Entry = memo(function Entry({ interaction, isOpen, onToggle, renderBody }: Props) {
  const t = useWords(timelineWords)
  const { channel, state, startedAt, preview, attachmentCount } = interaction
  const isGoing = state !== 'ended' && channel !== 'note'
  return (
    <article className={classes.entry} aria-label={`${entryTitle(interaction, t)}, ${formatDateTime(startedAt)}`}>
      <span className={classes.glyph} style={{ color: channelLook[channel].color }}>
        <ChannelGlyph channel={channel} size={15} />
      </span>
      <div className={classes.card} data-going={isGoing || undefined} data-open={isOpen || undefined}>
        <button
          type="button"
          className={classes.line}
          aria-expanded={isOpen}
          data-entry={interaction.id}
          onClick={() => onToggle(interaction)}
        >
          <span className={classes.head}>
            <b className={classes.title}>{entryTitle(interaction, t)}</b>
            <EntryMeta interaction={interaction} />
            <time className={classes.time} dateTime={startedAt} title={formatDateTime(startedAt)}>
              {formatTime(startedAt)}
            </time>
          </span>
          {!isOpen && (preview || attachmentCount > 0) && (
            <span className={classes.preview}>
              <span className={classes.text}>{preview}</span>
              {attachmentCount > 0 && (
                <span className={classes.files} title={t.files(attachmentCount)}>
                  <IconPaperclip size={14} aria-hidden /> {attachmentCount}
                </span>
              )}
            </span>
          )}
        </button>
        {isOpen && <div className={classes.body}>{renderBody(interaction)}</div>}
      </div>
    </article>
  )
})
