import { sql } from 'kysely'
import type { Call, CallOffer, WithdrawReason } from '#shared/contract/call'
import type { ConsumerLine } from '#shared/contract/consumer'
import type { CallId, StaffId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { findByPhone } from '../consumer/index.ts'
import { startInteraction } from '../interaction/index.ts'
import { pickLongestIdle } from '../presence/index.ts'
import { readRingSeconds } from './settings.ts'
import { type LockedCall, lockCall, selectCall, updateCall } from './sql.ts'
import { toE164 } from './toE164.ts'

/** What to do with a call now: ring this person, or nobody is left. */
export type NextStep = { kind: 'ring'; offer: CallOffer; staffId: StaffId; sipUser: string } | { kind: 'nobody' }

/** An INVITE has come: a contact stands on record, and the longest-idle available agent is to be rung. */
export async function offerCall(
  input: { callId: CallId; from: string; invitedAt: Date },
  ctx: Context,
): Promise<NextStep> {
  const { callId, invitedAt } = input
  const phone = toE164(input.from) ?? null
  const candidates = phone ? await findByPhone({ phone }, ctx) : []
  await startInteraction(
    {
      id: callId,
      channel: 'phone',
      direction: 'in',
      state: 'waiting',
      subject: '',
      address: phone,
      startedAt: invitedAt,
    },
    ctx,
  )
  return ringNext({ callId, phone, invitedAt, tried: [], candidates, call: begun(callId, phone, invitedAt) }, ctx)
}

/** Nobody answered at the one who was rung; the next in line is, who has not been rung for this call yet. */
export async function offerNext(
  input: { callId: CallId; staffId: StaffId; reason: WithdrawReason },
  ctx: Context,
): Promise<NextStep | { kind: 'over' }> {
  const locked = await lockCall(ctx.tx, input.callId)
  if (locked.state !== 'ringing' || locked.offeredTo !== input.staffId) return { kind: 'over' }
  await withdraw(locked, input.reason, ctx)
  const { id: callId, phone, invitedAt } = locked
  const candidates = phone ? await findByPhone({ phone }, ctx) : []
  const call = await selectCall(ctx.tx, callId)
  return ringNext({ callId, phone, invitedAt, tried: [...locked.tried, input.staffId], candidates, call }, ctx)
}

/** Takes a ringing call, or transfer, away from whoever it rings at. */
export async function withdraw(call: LockedCall, reason: WithdrawReason, ctx: Context): Promise<void> {
  if (!call.offeredTo) return
  await updateCall(ctx.tx, call.id, { offeredTo: null })
  await announce(ctx, 'callWithdrawn', { callId: call.id, staffId: call.offeredTo, reason })
}

type Ringing = {
  callId: CallId
  phone: string | null
  invitedAt: Date
  tried: StaffId[]
  candidates: ConsumerLine[]
  call: Call
}

async function ringNext(ringing: Ringing, ctx: Context): Promise<NextStep> {
  const { rows } = await sql<{ id: StaffId }>`
    select offered_to as id from call where offered_to is not null`.execute(ctx.tx)
  const passedOver = [...ringing.tried, ...rows.map((row) => row.id)]
  for (;;) {
    const agent = await pickLongestIdle({ exclude: passedOver }, ctx)
    if (!agent?.sipUser) {
      await place(ringing, null, ctx)
      return { kind: 'nobody' }
    }
    const { staffId, sipUser } = agent
    if (!(await place(ringing, staffId, ctx))) {
      passedOver.push(staffId)
      continue
    }
    const call = { ...ringing.call, state: 'ringing' } as const
    const offer = await announceOffer({ call, staffId, candidates: ringing.candidates, transferredBy: null }, ctx)
    return { kind: 'ring', offer, staffId, sipUser }
  }
}

/**
 * Writes the call down as ringing at this person, or as waiting. False when another call rings there already: the pick has locked
 * the agent's presence, and whoever reserved them before held that lock and has committed, so it shows now.
 */
async function place({ callId, phone, invitedAt, tried }: Ringing, staffId: StaffId | null, ctx: Context) {
  const { numAffectedRows = 0n } = await sql`
    insert into call (id, direction, phone, state, offered_to, tried, invited_at)
    select ${callId}, 'in', ${phone}, ${staffId ? 'ringing' : 'waiting'}, ${staffId}::uuid, ${tried}::uuid[], ${invitedAt}
    where not exists (select 1 from call o where o.offered_to = ${staffId}::uuid)
    on conflict (id) do update set state = excluded.state, offered_to = excluded.offered_to, tried = excluded.tried`.execute(
    ctx.tx,
  )
  return numAffectedRows > 0n
}

type Offering = { call: Call; staffId: StaffId; candidates: ConsumerLine[]; transferredBy: string | null }

export async function announceOffer(
  { call, staffId, candidates, transferredBy }: Offering,
  ctx: Context,
): Promise<CallOffer> {
  const ringSeconds = await readRingSeconds(ctx)
  const offer = { call, candidates, ringSeconds, invitedAt: call.startedAt, transferredBy }
  await announce(ctx, 'callOffered', { ...offer, staffId })
  return offer
}

/** What the agent's phone shows before the desktop knows more. */
export const shownName = (call: Call, candidates: readonly ConsumerLine[]): string =>
  call.consumerName ?? (candidates.length === 1 ? (candidates[0]?.name ?? '') : '')

/** A call of this very moment, as `selectCall` would read it. */
const begun = (id: CallId, phone: string | null, invitedAt: Date): Call => ({
  id,
  direction: 'in',
  phone,
  state: 'waiting',
  staffId: null,
  consumerId: null,
  consumerName: null,
  startedAt: invitedAt.toISOString(),
  answeredAt: null,
  endedAt: null,
  endedBy: null,
  outcome: null,
  disposition: null,
  note: '',
  wrappedUpAt: null,
})
