import type { ConsumerLine } from '#shared/contract/consumer'
import { formatPhone } from '../../ui/format'
import classes from './Search.module.css'

/** Two lines that tell one consumer from another. */
export function ConsumerLineText({ line }: { line: ConsumerLine }) {
  const more = [line.address, line.accountNumber && `№ ${line.accountNumber}`, line.phone && formatPhone(line.phone)]
  return (
    <span className={classes.who}>
      <span className={classes.name}>{line.name}</span>
      <small className={classes.more}>{more.filter(Boolean).join(' · ')}</small>
    </span>
  )
}
