import type { Consumer } from '#shared/contract/consumer'
import { formatDate, formatPhone } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './ConsumerCard.module.css'
import { consumerWords } from './words'

/** Everything known of a consumer, to read and to copy from. */
export function ConsumerCard({ consumer }: { consumer: Consumer }) {
  const t = useWords(consumerWords)
  const lines: [string, string][] = [
    [t.name, consumer.name],
    [t.kind, t.kindLabels[consumer.kind]],
    [t.phones, consumer.phones.map(formatPhone).join(', ')],
    [t.emails, consumer.emails.join(', ')],
    [t.address, consumer.address ?? ''],
    [t.inn, consumer.inn ?? ''],
    [t.branch, consumer.branchName],
    [t.since, formatDate(consumer.createdAt)],
  ]
  return (
    <div className={classes.page}>
      <dl className={classes.card}>
        {lines.map(([label, value]) => (
          <div key={label} className={classes.line}>
            <dt>{label}</dt>
            <dd data-none={!value || undefined}>{value || t.none}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
