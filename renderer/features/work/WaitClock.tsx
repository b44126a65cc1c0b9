import { formatDateTime, formatWait } from '../../ui/format'
import { useSecondsSince } from '../../ui/useNow'
import classes from './Work.module.css'

type Props = { since: string; soonSeconds?: number; lateSeconds?: number }

/** How long somebody has waited; past the limits it turns to warning and to bad. */
export function WaitClock({ since, soonSeconds = 60, lateSeconds = 300 }: Props) {
  const seconds = useSecondsSince(since)
  const tone = seconds >= lateSeconds ? 'late' : seconds >= soonSeconds ? 'soon' : 'calm'
  return (
    <time className={classes.clock} data-tone={tone} dateTime={since} title={formatDateTime(since)}>
      {formatWait(seconds)}
    </time>
  )
}
