import type { PortalStatus } from '#shared/contract/portal'
import { connectionWords } from '../../features/connection/words'
import { formatDate, formatDateTime } from '../../ui/format'
import { useWords } from '../../ui/words'
import { FieldError } from '../fields'
import { Heading } from '../Heading'
import { OwnFiles } from '../OwnFiles'
import classes from '../Portal.module.css'
import type { PortalConnection } from '../useStatus'
import { portalWords } from '../words'
import { AddDocuments } from './AddDocuments'
import { StageList } from './StageList'
import { Todo } from './Todo'
import { Withdraw } from './Withdraw'
import { portalConnectionWords } from './words'

type Props = {
  connection: PortalConnection
  status: PortalStatus
  isOnline: boolean
  token: string
  onOther: () => void
}

/** An application as its applicant sees it: what is needed of them first, then the whole way. */
export function ConnectionView({ connection, status, isOnline, token, onOther }: Props) {
  const t = useWords(portalConnectionWords)
  const c = useWords(connectionWords)
  const p = useWords(portalWords).status
  const { number, outcome, outcomeReason, stage, objectAddress, told } = connection
  return (
    <article className={classes.screen}>
      <Heading step={objectAddress}>{t.title({ number })}</Heading>
      {!isOnline && <FieldError>{p.offline}</FieldError>}
      <p className={classes.now} role="status">
        <b>{outcome ? c.outcomes[outcome] : c.stages[stage]}</b>
        {outcome === null && <span>{c.dueAt({ to: formatDate(status.dueOn) })}</span>}
      </p>
      {outcome && outcome !== 'connected' && outcomeReason && <p>{t.reason({ reason: outcomeReason })}</p>}
      {status.answer && <p className={`${classes.answer} ${classes.quote}`}>{status.answer.text}</p>}
      {outcome === null && <Todo connection={connection} token={token} />}
      <StageList steps={connection.steps} />
      <section>
        <h3>{t.data}</h3>
        <p className={classes.quote}>{status.text}</p>
        {connection.conditions && (
          <p className={classes.quote}>
            {c.conditions}: {connection.conditions}
          </p>
        )}
        {status.attachments.length > 0 && <OwnFiles files={status.attachments} token={token} />}
      </section>
      {outcome === null && connection.awaits !== 'documents' && <AddDocuments connection={connection} token={token} />}
      <details className={classes.history}>
        <summary>{t.told}</summary>
        <ul>
          {told.map(({ at, text }) => (
            <li key={`${at} ${text}`}>
              <time dateTime={at}>{formatDateTime(at)}</time> {text}
            </li>
          ))}
        </ul>
      </details>
      {outcome === null && <Withdraw token={token} />}
      <div className={classes.buttons}>
        <button type="button" className="second" onClick={onOther}>
          {t.other}
        </button>
      </div>
    </article>
  )
}
