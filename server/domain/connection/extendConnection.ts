import type { Connection } from '#shared/contract/connection'
import { Refusal } from '#shared/contract/contract'
import type { CaseId } from '#shared/contract/ids'
import type { Day } from '#shared/rules/calendar'
import type { Context } from '../../db/context.ts'
import { loadOpen } from './guard.ts'
import { type ConnectionMessage, connectionProcess } from './ports.ts'
import { selectConnection } from './sql.ts'
import { dayIn } from './tellApplicant.ts'

type What = 'documents' | 'readiness' | 'works'
type Input = { caseId: CaseId; what: What; until: Day; reason: string }

const MESSAGES: Record<What, ConnectionMessage> = {
  documents: 'connectionDocumentsExtended',
  readiness: 'connectionReadinessExtended',
  works: 'connectionWorksExtended',
}

/** Moves the end of a term that runs to a later day. Refusals: applicationClosed, notAwaited, notLater. */
export async function extendConnection({ caseId, what, until, reason }: Input, ctx: Context): Promise<Connection> {
  const found = await loadOpen({ caseId }, ctx)
  const ends = endOf(found, what)
  if (!ends) throw new Refusal('notAwaited')
  if (until <= (await dayIn(ends, ctx)) || until <= (await dayIn(ctx.now, ctx))) throw new Refusal('notLater')
  await connectionProcess().tell({ message: MESSAGES[what], number: found.number, variables: { until, reason } }, ctx)
  return selectConnection(ctx, caseId)
}

function endOf({ stage, awaits, awaitsUntil, worksDueAt }: Connection, what: What): string | null {
  if (what === 'works') return stage === 'works' ? worksDueAt : null
  if (what === 'readiness') return stage === 'works' && awaits === 'readiness' ? awaitsUntil : null
  return awaits === 'documents' ? awaitsUntil : null
}
