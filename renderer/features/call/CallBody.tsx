import { CallDetail } from '#shared/contract/call'
import type { Interaction, Message } from '#shared/contract/interaction'
import { formatDuration, formatTime } from '../../ui/format'
import { useLanguage, useWords } from '../../ui/words'
import classes from './CallBody.module.css'
import { ClickToCall } from './ClickToCall'
import { callWords } from './words'

type Props = { interaction: Interaction; messages: Message[] }

/** An opened call on the timeline: what came of it, and what the agents noted. */
export function CallBody({ interaction, messages }: Props) {
  const t = useWords(callWords)
  const [language] = useLanguage()
  const { address, consumerId, state } = interaction
  const parsed = CallDetail.safeParse(interaction.detail)
  const detail: CallDetail = parsed.success ? parsed.data : {}
  const { disposition, outcome, endedBy, seconds } = detail
  const words = [
    outcome && t.outcomes[outcome],
    seconds ? t.talked({ time: formatDuration(seconds) }) : null,
    outcome === 'answered' && endedBy ? t.endedBy[endedBy] : null,
    detail.isTransferred ? t.transferred : null,
  ].filter(Boolean)
  return (
    <div className={classes.body}>
      <p className={classes.facts}>
        {address && <ClickToCall phone={address} {...(consumerId ? { consumerId } : {})} />}
        {words.length > 0 && <span>{words.join(', ')}</span>}
        {disposition && <b>{language === 'en' ? disposition.titleEn : disposition.titleRu}</b>}
      </p>
      {messages.length === 0 && state === 'ended' && <p className={classes.empty}>{t.noNotes}</p>}
      <ul className={classes.notes}>
        {messages.map((message) => (
          <li key={message.id}>
            <div className={classes.by}>
              <span>{message.authorName}</span>
              <time dateTime={message.at}>{formatTime(message.at)}</time>
            </div>
            <p>{message.text}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
