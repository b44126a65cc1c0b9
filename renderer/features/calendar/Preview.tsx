import type { CalendarPreview, RegionCode } from '#shared/contract/calendar'
import { refusalText } from '../../api/refusalText'
import { ErrorState } from '../../ui/ErrorState'
import { formatDate, formatDateTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './Calendar.module.css'
import { inWords, usePreview } from './calendarCache'
import { calendarWords } from './words'

type Props = { region: RegionCode; version: number; changes: string }

/** Counted by the server over everything that is open. */
export function Preview({ region, version, changes }: Props) {
  const t = useWords(calendarWords)
  const { data, error, refetch, isFetching } = usePreview(region, version, changes)
  if (error)
    return (
      <ErrorState
        isCompact
        title={t.previewFailed}
        hint={refusalText(error, t.refusals)}
        onRetry={() => void refetch()}
      />
    )
  return (
    <div aria-live="polite" aria-busy={isFetching}>
      {data ? <Counted preview={data} /> : <p className={classes.hint}>{t.previewing}</p>}
    </div>
  )
}

function Counted({ preview }: { preview: CalendarPreview }) {
  const t = useWords(calendarWords)
  const { cases, tasks, timers, examples } = preview
  if (cases + tasks + timers === 0) return <p className={classes.hint}>{t.movesNothing}</p>
  return (
    <>
      <p className={classes.moves}>{t.moves(inWords(preview, t))}</p>
      <ul className={classes.examples} aria-label={t.examples}>
        {examples.map(({ kind, name, from, to }, index) => {
          const show = kind === 'case' ? formatDate : formatDateTime
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list comes as a whole
            <li key={index}>
              <b>{name}</b> <span className={classes.kind}>{t.kindsOf[kind]}</span>
              <small>{t.example({ from: show(from), to: show(to) })}</small>
            </li>
          )
        })}
      </ul>
    </>
  )
}
