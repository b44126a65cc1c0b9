import { sql } from 'kysely'
import type { CallId, ConsumerId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { endCall } from './endCall.ts'
import type { CreateCallback } from './ports.ts'
import { readCallbackHours } from './settings.ts'
import { lockCall } from './sql.ts'

/** Nobody is left to answer: the call ends, and somebody must call back within the term of order 186. */
export async function requestCallback(
  { callId }: { callId: CallId },
  createCallback: CreateCallback,
  ctx: Context,
): Promise<void> {
  const call = await lockCall(ctx.tx, callId)
  if (call.state === 'ended') return
  await endCall({ callId, endedBy: 'system', outcome: 'callback' }, ctx)
  // a withheld number cannot be called back
  if (!call.phone) return
  const hours = await readCallbackHours(ctx)
  const dueAt = new Date(ctx.now.getTime() + hours * 3_600_000)
  const { rows } = await sql<{ consumerId: ConsumerId | null }>`
    select consumer_id as "consumerId" from interaction where id = ${callId}`.execute(ctx.tx)
  const ask = { callId, phone: call.phone, consumerId: rows[0]?.consumerId ?? null, dueAt }
  const taskId = await createCallback(ask, ctx)
  await announce(ctx, 'callbackRequested', { ...ask, dueAt: dueAt.toISOString(), taskId })
}
