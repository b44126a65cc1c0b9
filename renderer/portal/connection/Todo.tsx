import { refusalText } from '../../api/refusalText'
import { visitorServer } from '../../api/visitor'
import { connectionWords } from '../../features/connection/words'
import { formatDate, formatMoney } from '../../ui/format'
import { useWords } from '../../ui/words'
import { FieldError } from '../fields'
import classes from '../Portal.module.css'
import type { PortalConnection } from '../useStatus'
import { AddDocuments } from './AddDocuments'
import { useAct } from './useAct'
import { portalConnectionWords } from './words'

type Props = { connection: PortalConnection; token: string }

/** What is awaited of the applicant, by when, and the way to do it here. */
export function Todo({ connection, token }: Props) {
  const t = useWords(portalConnectionWords)
  const c = useWords(connectionWords)
  const { awaits, awaitsUntil, demand } = connection
  if (!awaits || !awaitsUntil)
    return (
      <section>
        <h3>{t.todo}</h3>
        <p>{t.nothing}</p>
      </section>
    )
  return (
    <section className={classes.answer}>
      <h3>
        {t.todo}: {c.awaits[awaits].toLowerCase()}
      </h3>
      <p className={classes.hint}>{t.todoUntil({ date: formatDate(awaitsUntil) })}</p>
      {demand && <p className={classes.quote}>{t.demand({ text: demand })}</p>}
      {awaits === 'documents' && <AddDocuments connection={connection} token={token} isOpen />}
      {awaits === 'signature' && <Sign connection={connection} token={token} />}
      {awaits === 'payment' && <Pay connection={connection} />}
      {awaits === 'readiness' && <Ready connection={connection} token={token} />}
    </section>
  )
}

function Sign({ connection: { contractNumber, feeKopecks }, token }: Props) {
  const t = useWords(portalConnectionWords)
  const { act, isSending, failure } = useAct((commandId) => visitorServer(token).signAsApplicant({ commandId }))
  return (
    <Action hint={t.signHint({ contract: contractNumber ?? '', fee: formatMoney(feeKopecks ?? 0) })} failure={failure}>
      <button type="button" className="primary" aria-disabled={isSending} onClick={() => void act()}>
        {t.sign}
      </button>
    </Action>
  )
}

/** Before the works only the advance is wanted, before the act the whole fee. */
function Pay({ connection }: Pick<Props, 'connection'>) {
  const t = useWords(portalConnectionWords)
  const { number, stage, paidKopecks, advanceKopecks, feeKopecks } = connection
  const wanted = formatMoney((stage === 'payment' ? advanceKopecks : feeKopecks) ?? 0)
  return <p>{t.payHint({ paid: formatMoney(paidKopecks), wanted, number })}</p>
}

function Ready({ connection: { stage }, token }: Props) {
  const t = useWords(portalConnectionWords)
  const { act, isSending, failure } = useAct((commandId) =>
    visitorServer(token).reportReadinessAsApplicant({ commandId }),
  )
  return (
    <Action hint={stage === 'works' ? t.readyHint : null} failure={failure}>
      <button type="button" className="primary" aria-disabled={isSending} onClick={() => void act()}>
        {stage === 'works' ? t.ready : t.fixed}
      </button>
    </Action>
  )
}

type ActionProps = { hint: string | null; failure: unknown; children: React.ReactNode }

function Action({ hint, failure, children }: ActionProps) {
  const t = useWords(portalConnectionWords)
  return (
    <>
      {hint && <p>{hint}</p>}
      {failure !== null && <FieldError>{refusalText(failure, t.refusals)}</FieldError>}
      <div className={classes.buttons}>{children}</div>
    </>
  )
}
