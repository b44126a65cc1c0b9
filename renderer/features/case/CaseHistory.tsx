import type { OpenedCase } from '#shared/contract/case'
import { formatDateTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './Case.module.css'
import { type HistoryLine, historyOf } from './history'
import { caseWords } from './words'

/** What was done with a case and what the person was told, the newest first. */
export function CaseHistory({ opened }: { opened: OpenedCase }) {
  const t = useWords(caseWords)
  return (
    <ol className={classes.history} aria-label={t.history}>
      {historyOf(opened).map((line) => (
        <li key={line.key} data-kind={line.kind}>
          <time dateTime={line.at}>{formatDateTime(line.at)}</time>
          <Line line={line} isWorded={opened.case.process !== 'appeal'} />
        </li>
      ))}
    </ol>
  )
}

/** `isWorded`: the process tells in words of its own, which say more than the status. */
function Line({ line, isWorded }: { line: HistoryLine; isWorded: boolean }) {
  const t = useWords(caseWords)
  if (line.kind === 'told') {
    if (line.isExtension) return <span>{line.byPerson ? t.toldExtensionByPerson : t.toldExtension}</span>
    const status = t.statuses[line.status].toLowerCase()
    return (
      <span>
        {line.byPerson ? t.toldByPerson({ status }) : t.told({ status })}
        {isWorded && <q>{line.text}</q>}
      </span>
    )
  }
  const { kind, byName, text } = line.event
  return (
    <span>
      <b>{t.events[kind]}</b>
      {byName && `, ${byName}`}
      {text && kind !== 'registered' && <q>{text}</q>}
    </span>
  )
}
