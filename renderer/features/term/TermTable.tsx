import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import type { TermRow } from '#shared/contract/term'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useWords } from '../../ui/words'
import classes from './Term.module.css'
import { stateOf, termsMoved, useTermWords } from './termCache'
import { termWords } from './words'

type Props = {
  rows: readonly TermRow[]
  today: string
  /** Null: only to be looked at. */
  onChange: ((row: TermRow) => void) | null
}

/** Dated rows: what held, holds and will hold. */
export function TermTable({ rows, today, onChange }: Props) {
  const t = useWords(termWords)
  return (
    <div className={classes.sheet}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.scope}</th>
            <th scope="col">{t.length}</th>
            <th scope="col">{t.valid}</th>
            <th scope="col">{t.source}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} today={today} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row, today, onChange }: { row: TermRow } & Omit<Props, 'rows'>) {
  const t = useWords(termWords)
  const { nameOf, scopeOf, lengthOf, validOf } = useTermWords()
  const state = stateOf(row, today)
  return (
    <tr data-state={state}>
      <th scope="row">
        {nameOf(row.name)}
        <small>{row.name}</small>
      </th>
      <td>{scopeOf(row)}</td>
      <td>{lengthOf(row)}</td>
      <td>
        {validOf(row)}
        <small>{t.states[state]}</small>
      </td>
      <td>
        {row.source}
        {row.addedByName && <small>{t.addedBy({ name: row.addedByName })}</small>}
      </td>
      <td className={classes.buttons}>
        {onChange && state === 'holds' && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t.changeOf({ name: nameOf(row.name), scope: scopeOf(row) })}
            onClick={() => onChange(row)}
          >
            {t.change}
          </Button>
        )}
        {onChange && state === 'later' && <Withdraw row={row} />}
      </td>
    </tr>
  )
}

function Withdraw({ row }: { row: TermRow }) {
  const t = useWords(termWords)
  const { nameOf, validOf } = useTermWords()
  const withdrawing = useMutation({
    mutationFn: () => server.withdrawTerm({ id: row.id, commandId: newCommandId() }),
    onSuccess: () => {
      termsMoved()
      notifications.show({ message: t.withdrawn })
    },
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={t.withdrawOf({ name: nameOf(row.name), valid: validOf(row) })}
      loading={withdrawing.isPending}
      onClick={() => withdrawing.mutate()}
    >
      {t.withdraw}
    </Button>
  )
}
