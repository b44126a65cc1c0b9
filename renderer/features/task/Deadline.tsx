import { useDeadline } from '../../ui/format'
import classes from './Task.module.css'

/** A deadline in words; the colour only repeats them. */
export function Deadline({ at }: { at: string }) {
  const { text, tone, exact } = useDeadline(at)
  return (
    <time className={classes.deadline} data-tone={tone} dateTime={at} title={exact}>
      {text}
    </time>
  )
}
