import { sql } from 'kysely'
import type { Call, Disposition } from '#shared/contract/call'
import { Denied, Refusal } from '#shared/contract/contract'
import type { CallId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { addMessage, changeInteraction } from '../interaction/index.ts'
import { release } from '../presence/index.ts'
import { isOnCall, lockCall, selectCall } from './sql.ts'

/** The results an agent may choose from today. */
export async function listDispositions(_input: object, ctx: Context): Promise<Disposition[]> {
  const { rows } = await sql<Disposition>`
    select code, title_ru as "titleRu", title_en as "titleEn" from call_disposition
    where valid_from <= ${ctx.now}::date and (valid_to is null or valid_to >= ${ctx.now}::date) order by position`.execute(
    ctx.tx,
  )
  return rows
}

type WrapUp = { callId: CallId; disposition: string; note: string }

/** What came of the agent's part of a call. It stands on the timeline, and the agent is free for the next one. */
export async function wrapUpCall({ callId, disposition, note }: WrapUp, ctx: Context): Promise<Call> {
  const me = staffOf(ctx)
  await lockCall(ctx.tx, callId)
  const joinedAt = await lockOwnPart(callId, ctx)
  const chosen = (await listDispositions({}, ctx)).find(({ code }) => code === disposition)
  if (!chosen) throw new Refusal('unknownDisposition')
  await sql`
    update call_part set disposition = ${disposition}, note = ${note}, wrapped_up_at = ${ctx.now}
    where call_id = ${callId} and staff_id = ${me.id} and joined_at = ${joinedAt}`.execute(ctx.tx)
  if (note) await addMessage({ interactionId: callId, author: 'staff', authorName: me.name, text: note }, ctx)
  await changeInteraction({ interactionId: callId, subject: chosen.titleRu, detail: { disposition: chosen } }, ctx)
  if (await isOnCall(ctx.tx, me.id, callId, 'wrapUp')) await release({ staffId: me.id }, ctx)
  const call = await selectCall(ctx.tx, callId, me.id)
  await announce(ctx, 'callWrappedUp', { call: { ...call, staffId: me.id } })
  return call
}

async function lockOwnPart(callId: CallId, ctx: Context): Promise<Date> {
  const { rows } = await sql<{ joined_at: Date; left_at: Date | null; wrapped_up_at: Date | null }>`
    select joined_at, left_at, wrapped_up_at from call_part
    where call_id = ${callId} and staff_id = ${staffOf(ctx).id} order by joined_at desc limit 1 for update`.execute(
    ctx.tx,
  )
  const part = rows[0]
  if (!part) throw new Denied('notYourCall')
  if (!part.left_at) throw new Refusal('notEnded')
  if (part.wrapped_up_at) throw new Refusal('alreadyWrappedUp')
  return part.joined_at
}
