import type { Interaction } from '#shared/contract/interaction'
import { formatDuration } from '../../ui/format'
import { useSecondsSince } from '../../ui/useNow'
import { useWords } from '../../ui/words'
import classes from './Entry.module.css'
import { timelineWords } from './words'

/** The quiet words after the title: that it goes on, how long it lasted, who had it. */
export function EntryMeta({ interaction }: { interaction: Interaction }) {
  const t = useWords(timelineWords)
  const { state, channel, staffName, startedAt, endedAt } = interaction
  if (channel === 'note' || channel === 'notice') return <span className={classes.meta}>{staffName}</span>
  if (state === 'waiting') return <span className={classes.soon}>{t.waiting}</span>
  if (state === 'open' && (channel === 'phone' || channel === 'visit' || channel === 'chat'))
    return <Going label={t.going} since={startedAt} />
  if (state === 'open') return <span className={classes.going}>{[t.open, staffName].filter(Boolean).join(', ')}</span>
  const lasted =
    channel === 'phone' && endedAt
      ? formatDuration((new Date(endedAt).getTime() - new Date(startedAt).getTime()) / 1000)
      : null
  return <span className={classes.meta}>{[lasted, staffName].filter(Boolean).join(' · ')}</span>
}

function Going({ label, since }: { label: string; since: string }) {
  return (
    <span className={classes.going}>
      {label}, {formatDuration(useSecondsSince(since))}
    </span>
  )
}
