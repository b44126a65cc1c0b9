import type { Connection } from '#shared/contract/connection'
import { formatDate, formatMoney } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './Connection.module.css'
import { useDocumentName } from './nameOf'
import { connectionWords } from './words'

/** What is known of an application, each line only once it is known. */
export function ConnectionData({ connection }: { connection: Connection }) {
  const t = useWords(connectionWords)
  const show = (value: number) => String(value).replace('.', ',')
  const { feeKopecks, advanceKopecks, paidKopecks, worksDueAt } = connection
  const lines: [string, string | null][] = [
    [t.object, connection.objectAddress],
    [t.applicantKind, t.kinds[connection.applicantKind]],
    [t.power, t.powerKw({ value: show(connection.powerKw) })],
    [t.voltage, t.voltageKv({ value: show(connection.voltageKv) })],
    [t.distance, t.distanceM({ value: String(connection.distanceM) })],
    [t.class, connection.class && t.classes[connection.class]],
    [t.conditions, connection.conditions],
    [t.contract, connection.contractNumber],
    [t.fee, feeKopecks === null ? null : formatMoney(feeKopecks)],
    [t.advance, advanceKopecks === null ? null : formatMoney(advanceKopecks)],
    [t.paid, feeKopecks === null ? null : formatMoney(paidKopecks)],
    [t.worksDue, worksDueAt && formatDate(worksDueAt)],
    [t.act, connection.actNumber],
  ]
  return (
    <dl className={classes.data}>
      {lines.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

export function ConnectionDocuments({ connection }: { connection: Connection }) {
  const t = useWords(connectionWords)
  const nameOf = useDocumentName()
  return (
    <ul className={classes.list}>
      {connection.documents.map((document) => (
        <li key={document.code}>
          {nameOf(document)} <span>{t.documentStates[document.state]}</span>
        </li>
      ))}
    </ul>
  )
}

export function ConnectionPayments({ connection }: { connection: Connection }) {
  return (
    <ul className={classes.list}>
      {connection.payments.map(({ document, kopecks, paidAt }) => (
        <li key={document}>
          {formatMoney(kopecks)}{' '}
          <span>
            {formatDate(paidAt)}, {document}
          </span>
        </li>
      ))}
    </ul>
  )
}
