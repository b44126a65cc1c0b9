import { sql } from 'kysely'
import type { ConnectionAwaits, ConnectionOutcome } from '#shared/contract/connection'
import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { closeCase, handOver, keepDraft, sendAnswer, stopCase } from '../case/index.ts'
import { connectionNotice } from './notices.ts'
import { selectConnection } from './sql.ts'
import { moved } from './stage.ts'

type Which = { caseId: CaseId }

/** The act is the answer of an application: it goes by itself where the channel can. */
export async function sendAct({ caseId, actNumber, note }: Which & { actNumber: string; note: string }, ctx: Context) {
  const { number } = await selectConnection(ctx, caseId)
  await sql`update connection set act_number = ${actNumber} where case_id = ${caseId}`.execute(ctx.tx)
  const words = connectionNotice(number, { kind: 'act', act: actNumber, note })
  await keepDraft({ caseId, answer: words.text }, ctx)
  return sendAnswer({ caseId, words }, ctx)
}

/** A person has handed over what could not go by itself. */
export async function handOverAct({ caseId, note }: Which & { note: string }, ctx: Context): Promise<void> {
  const { number, actNumber } = await selectConnection(ctx, caseId)
  const words = connectionNotice(number, { kind: 'act', act: actNumber ?? '', note: '' })
  await handOver({ caseId, note, words }, ctx)
}

/** The object is connected: nothing is left to do. */
export async function finishConnection({ caseId }: Which, ctx: Context): Promise<void> {
  await setOutcome(caseId, 'connected', ctx)
  const { number } = await selectConnection(ctx, caseId)
  await closeCase({ caseId, words: connectionNotice(number, { kind: 'closed' }) }, ctx)
}

type Stopped = Exclude<ConnectionOutcome, 'connected' | 'stopped'>

/** The application ends without a connection, and the applicant is told why. */
export async function stopConnection(
  { caseId, outcome, reason }: Which & { outcome: Stopped; reason: string },
  ctx: Context,
): Promise<void> {
  const { number } = await selectConnection(ctx, caseId)
  await setOutcome(caseId, outcome, ctx)
  await stopCase({ caseId, reason, words: connectionNotice(number, { kind: outcome, reason }) }, ctx)
}

const LATE: Record<ConnectionAwaits, string> = {
  documents: 'недостающие документы не поступили в срок',
  signature: 'договор не подписан в срок',
  payment: 'счёт не оплачен в срок',
  readiness: 'о готовности не сообщено в срок',
}

/** What was awaited of the applicant has not come in time. */
export async function annulConnection({ caseId }: Which, ctx: Context): Promise<void> {
  const { awaits } = await selectConnection(ctx, caseId)
  await stopConnection({ caseId, outcome: 'annulled', reason: awaits ? LATE[awaits] : 'срок вышел' }, ctx)
}

async function setOutcome(caseId: CaseId, outcome: ConnectionOutcome, ctx: Context) {
  await sql`
    update connection set outcome = ${outcome}, awaits = null, awaits_until = null, demand = null where case_id = ${caseId}`.execute(
    ctx.tx,
  )
  await sql`update connection_stage set left_at = ${ctx.now} where case_id = ${caseId} and left_at is null`.execute(
    ctx.tx,
  )
  await moved(caseId, ctx)
}
