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
  const phone = toE164(input.from) ?? null
  const candidates = phone ? await findByPhone({ phone }, ctx) : []
  await startInteraction(
    {
      id: input.callId,
      channel: 'phone',
      direction: 'in',
      state: 'waiting',
      subject: '',
      address: phone,
      startedAt: input.invitedAt,
    },
    ctx,
  )
  await sql`
    insert into call (id, direction, phone, state, invited_at)
    values (${input.callId}, 'in', ${phone}, 'waiting', ${input.invitedAt})`.execute(ctx.tx)
  return ringNext({ callId: input.callId, tried: [], candidates }, ctx)
}

/** Nobody answered at the one who was rung; the next in line is, who has not been rung for this call yet. */
export async function offerNext(
  input: { callId: CallId; staffId: StaffId; reason: WithdrawReason },
  ctx: Context,
): Promise<NextStep | { kind: 'over' }> {
  const call = await lockCall(ctx.tx, input.callId)
  if (call.state !== 'ringing' || call.offeredTo !== input.staffId) return { kind: 'over' }
  await withdraw(call, input.reason, ctx)
  const tried = [...call.tried, input.staffId]
  await sql`update call set state = 'waiting', tried = ${tried}::uuid[] where id = ${call.id}`.execute(ctx.tx)
  const candidates = call.phone ? await findByPhone({ phone: call.phone }, ctx) : []
  return ringNext({ callId: call.id, tried, candidates }, ctx)
}

/** Takes a ringing call, or transfer, away from whoever it rings at. */
export async function withdraw(call: LockedCall, reason: WithdrawReason, ctx: Context): Promise<void> {
  if (!call.offeredTo) return
  await updateCall(ctx.tx, call.id, { offeredTo: null })
  await announce(ctx, 'callWithdrawn', { callId: call.id, staffId: call.offeredTo, reason })
}

type Ringing = { callId: CallId; tried: StaffId[]; candidates: ConsumerLine[] }

async function ringNext({ callId, tried, candidates }: Ringing, ctx: Context): Promise<NextStep> {
  const reserved = await sql<{ id: StaffId }>`select offered_to as id from call where offered_to is not null`.execute(
    ctx.tx,
  )
  const passedOver = [...tried, ...reserved.rows.map((row) => row.id)]
  for (;;) {
    const agent = await pickLongestIdle({ exclude: passedOver }, ctx)
    if (!agent?.sipUser) return { kind: 'nobody' }
    // The pick locks the agent's presence; whoever reserved them meanwhile held that lock and has committed, so it shows now.
    const taken = await sql`
      update call set state = 'ringing', offered_to = ${agent.staffId}
      where id = ${callId} and not exists (select 1 from call o where o.offered_to = ${agent.staffId})`.execute(ctx.tx)
    if (taken.numAffectedRows === 0n) {
      passedOver.push(agent.staffId)
      continue
    }
    const offer = await announceOffer({ callId, staffId: agent.staffId, candidates, transferredBy: null }, ctx)
    return { kind: 'ring', offer, staffId: agent.staffId, sipUser: agent.sipUser }
  }
}

type Offering = { callId: CallId; staffId: StaffId; candidates: ConsumerLine[]; transferredBy: string | null }

export async function announceOffer(
  { callId, staffId, candidates, transferredBy }: Offering,
  ctx: Context,
): Promise<CallOffer> {
  const call = await selectCall(ctx.tx, callId)
  const ringSeconds = await readRingSeconds(ctx)
  const offer = { call, candidates, ringSeconds, invitedAt: call.startedAt, transferredBy }
  await announce(ctx, 'callOffered', { ...offer, staffId })
  return offer
}

/** What the agent's phone shows before the desktop knows more. */
export const shownName = (call: Call, candidates: readonly ConsumerLine[]): string =>
  call.consumerName ?? (candidates.length === 1 ? (candidates[0]?.name ?? '') : '')
