import { sql } from 'kysely'
import type { Call, TransferFailure, TransferTarget } from '#shared/contract/call'
import { Denied, Refusal } from '#shared/contract/contract'
import type { CallId, StaffId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { findByPhone } from '../consumer/index.ts'
import { changeInteraction } from '../interaction/index.ts'
import { occupy } from '../presence/index.ts'
import { leaveToWrapUp } from './endCall.ts'
import { announceOffer, shownName, withdraw } from './offerCall.ts'
import type { RingTarget } from './ports.ts'
import { joinCall, lockCall, selectCall, updateCall } from './sql.ts'

type Colleague = { staffId: StaffId; name: string; since: Date }

/** Who could take a call over now, longest idle first. */
export async function listTransferTargets(_input: { callId: CallId }, ctx: Context): Promise<TransferTarget[]> {
  const found = await selectColleagues(staffOf(ctx).id, ctx)
  return found.map(({ since, ...colleague }) => ({ ...colleague, since: since.toISOString() }))
}

const selectColleagues = async (me: StaffId, ctx: Context) => {
  const { rows } = await sql<Colleague>`
    select s.id as "staffId", s.name, p.since from presence p join staff s on s.id = p.staff_id
    where p.state = 'available' and p.is_registered and s.sip_user is not null and s.id <> ${me}
      and not exists (select 1 from call o where o.offered_to = s.id)
    order by p.available_since`.execute(ctx.tx)
  return rows
}

/** Rings the colleague while the talk goes on. What comes of it is a fact: `callTransferred` or `callTransferFailed`. */
export async function transferCall(input: { callId: CallId; toStaffId: StaffId }, ctx: Context): Promise<Call> {
  const me = staffOf(ctx)
  const call = await lockCall(ctx.tx, input.callId)
  if (call.staffId !== me.id) throw new Denied('notYourCall')
  if (call.state !== 'talking') throw new Refusal('notTalking')
  if (call.offeredTo) throw new Refusal('alreadyTransferring')
  const locked = await sql`select 1 from presence where staff_id = ${input.toStaffId} for update`.execute(ctx.tx)
  const isFree = (await selectColleagues(me.id, ctx)).some(({ staffId }) => staffId === input.toStaffId)
  if (locked.rows.length === 0 || !isFree) throw new Refusal('colleagueNotAvailable')
  await updateCall(ctx.tx, call.id, { offeredTo: input.toStaffId })
  const candidates = call.phone ? await findByPhone({ phone: call.phone }, ctx) : []
  const shown = await selectCall(ctx.tx, call.id)
  await announceOffer({ call: shown, staffId: input.toStaffId, candidates, transferredBy: me.name }, ctx)
  await announce(ctx, 'callTransferAsked', { callId: call.id, fromStaffId: me.id, toStaffId: input.toStaffId })
  return selectCall(ctx.tx, call.id, me.id)
}

export type TransferRoute = { fromSipUser: string; target: RingTarget }

/** Which phones a transfer that was asked for concerns; undefined when it is off meanwhile. */
export async function transferRoute(input: { callId: CallId; fromStaffId: StaffId; toStaffId: StaffId }, ctx: Context) {
  const call = await lockCall(ctx.tx, input.callId)
  if (call.state !== 'talking' || call.offeredTo !== input.toStaffId) return undefined
  const { rows } = await sql<{ id: StaffId; sip_user: string | null }>`
    select id, sip_user from staff where id = any(${[input.fromStaffId, input.toStaffId]}::uuid[])`.execute(ctx.tx)
  const sipUserOf = (id: StaffId) => rows.find((row) => row.id === id)?.sip_user
  const [fromSipUser, sipUser] = [sipUserOf(input.fromStaffId), sipUserOf(input.toStaffId)]
  if (!fromSipUser || !sipUser) return undefined
  const shown = await selectCall(ctx.tx, call.id)
  return { fromSipUser, target: { sipUser, showsNumber: call.phone ?? 'anonymous', showsName: shownName(shown, []) } }
}

/** The colleague has the call; the one who gave it away goes over to the wrap-up of their part. */
export async function finishTransfer(
  input: { callId: CallId; fromStaffId: StaffId; toStaffId: StaffId },
  ctx: Context,
): Promise<void> {
  const call = await lockCall(ctx.tx, input.callId)
  if (call.state !== 'talking' || call.offeredTo !== input.toStaffId) return
  await updateCall(ctx.tx, call.id, { staffId: input.toStaffId, offeredTo: null })
  await leaveToWrapUp(call.id, input.fromStaffId, ctx)
  await joinCall(ctx.tx, call.id, input.toStaffId, ctx.now)
  await occupy({ staffId: input.toStaffId, interactionId: call.id }, ctx)
  await changeInteraction({ interactionId: call.id, staffId: input.toStaffId, detail: { isTransferred: true } }, ctx)
  const shown = await selectCall(ctx.tx, call.id, input.toStaffId)
  await announce(ctx, 'callTransferred', { call: shown, fromStaffId: input.fromStaffId })
}

type Failed = { callId: CallId; fromStaffId: StaffId; toStaffId: StaffId; reason: TransferFailure }

/** The colleague did not take it; the talk goes on as it was. */
export async function failTransfer({ callId, fromStaffId, toStaffId, reason }: Failed, ctx: Context): Promise<void> {
  const call = await lockCall(ctx.tx, callId)
  if (call.offeredTo !== toStaffId) return
  const known = reason === 'noAnswer' || reason === 'declined' || reason === 'unreachable'
  await withdraw(call, known ? reason : 'transferGivenUp', ctx)
  const { rows } = await sql<{ name: string }>`select name from staff where id = ${toStaffId}`.execute(ctx.tx)
  await announce(ctx, 'callTransferFailed', { callId, fromStaffId, toStaffId, toName: rows[0]?.name ?? '', reason })
}
