import { Button } from '@mantine/core'
import { type ComponentType, useState } from 'react'
import type { Connection } from '#shared/contract/connection'
import type { Role } from '#shared/contract/contract'
import { server } from '../../../api/server'
import { useMe } from '../../../api/session'
import { formatDate } from '../../../ui/format'
import { useWords } from '../../../ui/words'
import classes from '../Connection.module.css'
import { connectionWords } from '../words'
import type { ActProps } from './actProps'
import { DocumentsForm } from './DocumentsForm'
import { ExtendForm } from './ExtendForm'
import { extendable } from './extendable'
import { PaymentForm } from './PaymentForm'
import { useAct } from './useAct'
import { WithdrawForm } from './WithdrawForm'
import { actWords } from './words'

const FORMS = { documents: DocumentsForm, payment: PaymentForm, extend: ExtendForm, withdraw: WithdrawForm }
type Act = keyof typeof FORMS
const MAY: Record<Act, readonly Role[]> = {
  documents: ['agent', 'clerk', 'specialist', 'supervisor'],
  payment: ['agent', 'clerk'],
  extend: ['specialist', 'supervisor'],
  withdraw: ['agent', 'clerk', 'specialist', 'supervisor'],
}

/** What is awaited of the applicant, and what staff write down for them; only what may be done now and by me. */
export function ApplicantActs({ connection }: { connection: Connection }) {
  const t = useWords(actWords)
  const c = useWords(connectionWords)
  const me = useMe()
  const [open, setOpen] = useState<Act | null>(null)
  const { awaits, awaitsUntil, demand, outcome } = connection
  if (outcome) return <p className={classes.awaits}>{t.outcome({ outcome: c.outcomes[outcome] })}</p>
  const Form: ComponentType<ActProps> | null = open && FORMS[open]
  const acts = possible(connection).filter((act) => MAY[act].some((role) => me.roles.includes(role)))
  return (
    <div className={classes.form}>
      <p className={classes.awaits}>
        {awaits && awaitsUntil
          ? t.until({ what: c.awaits[awaits].toLowerCase(), date: formatDate(awaitsUntil) })
          : t.nothing}
      </p>
      {demand && <p className={classes.hint}>{demand}</p>}
      {Form ? (
        <Form connection={connection} onClose={() => setOpen(null)} />
      ) : (
        <div className={classes.buttons}>
          {MAY.documents.some((role) => me.roles.includes(role)) && <Answer connection={connection} />}
          {acts.map((act) => (
            <Button key={act} variant="default" size="compact-sm" onClick={() => setOpen(act)}>
              {t[act]}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

function possible(connection: Connection): Act[] {
  return [
    'documents',
    ...(connection.feeKopecks !== null && connection.paidKopecks < connection.feeKopecks ? ['payment' as const] : []),
    ...(extendable(connection).length > 0 ? ['extend' as const] : []),
    'withdraw',
  ]
}

/** The applicant has signed, or is ready: one press, for there is nothing to say about it. */
function Answer({ connection: { caseId, awaits } }: { connection: Connection }) {
  const t = useWords(actWords)
  const answering = useAct(caseId, (what: 'signature' | 'readiness', commandId) =>
    what === 'signature'
      ? server.signConnectionContract({ caseId, commandId })
      : server.reportConnectionReadiness({ caseId, commandId }),
  )
  if (awaits !== 'signature' && awaits !== 'readiness') return null
  return (
    <Button size="compact-sm" loading={answering.isPending} onClick={() => answering.mutate(awaits)}>
      {awaits === 'signature' ? t.sign : t.ready}
    </Button>
  )
}
