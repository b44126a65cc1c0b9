import type { Connection, ConnectionAwaits } from '#shared/contract/connection'
import { Refusal } from '#shared/contract/contract'
import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { loadOpen } from './guard.ts'
import { type ConnectionMessage, connectionProcess } from './ports.ts'
import { selectConnection } from './sql.ts'
import { supplied } from './stage.ts'

type Which = { caseId: CaseId }

/** The applicant has signed the contract. Refusals: applicationClosed, notAwaited. */
export const signConnectionContract = (input: Which, ctx: Context): Promise<Connection> =>
  answered(input, { awaits: 'signature', message: 'connectionSigned' }, ctx)

/** The applicant's works are done, or what the inspection has found is mended. Refusals: applicationClosed, notAwaited. */
export const reportConnectionReadiness = (input: Which, ctx: Context): Promise<Connection> =>
  answered(input, { awaits: 'readiness', message: 'connectionReady' }, ctx)

type Answer = { awaits: ConnectionAwaits; message: ConnectionMessage }

async function answered({ caseId }: Which, { awaits, message }: Answer, ctx: Context): Promise<Connection> {
  const { number, stage, awaits: awaited } = await loadOpen({ caseId }, ctx)
  if (awaited !== awaits) throw new Refusal('notAwaited')
  await connectionProcess().tell({ message, number, variables: {} }, ctx)
  // the process may ask for something else at once; only what was answered is taken back
  const now = await selectConnection(ctx, caseId)
  if (now.awaits === awaits && now.stage === stage) await supplied({ caseId }, ctx)
  return selectConnection(ctx, caseId)
}

/** Takes the application back, at whatever stage it is. Refusal: applicationClosed. */
export async function withdrawConnection(
  { caseId, reason }: Which & { reason: string },
  ctx: Context,
): Promise<Connection> {
  const { number } = await loadOpen({ caseId }, ctx)
  await connectionProcess().tell({ message: 'connectionWithdrawn', number, variables: { reason } }, ctx)
  return selectConnection(ctx, caseId)
}
