import type { Call } from '#shared/contract/call'
import type { CallId, StaffId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { changeInteraction } from '../interaction/index.ts'
import { occupy } from '../presence/index.ts'
import { joinCall, lockCall, selectCall, updateCall } from './sql.ts'
import { tieByPhone } from './tieByPhone.ts'

/** The rung agent has picked up: the contact is theirs, and belongs to the consumer if the number names exactly one. */
export async function answerCall(input: { callId: CallId; staffId: StaffId }, ctx: Context): Promise<Call> {
  const call = await lockCall(ctx.tx, input.callId)
  if (call.state === 'ringing') {
    await updateCall(ctx.tx, call.id, {
      state: 'talking',
      staffId: input.staffId,
      offeredTo: null,
      answeredAt: ctx.now,
    })
    await joinCall(ctx.tx, call.id, input.staffId, ctx.now)
    await tieByPhone(call, ctx)
    await connected(call.id, input.staffId, ctx)
    await occupy({ staffId: input.staffId, interactionId: call.id }, ctx)
  }
  return selectCall(ctx.tx, call.id, input.staffId)
}

/** The consumer has picked up a call that an agent dialled. */
export async function answerDial(input: { callId: CallId }, ctx: Context): Promise<void> {
  const call = await lockCall(ctx.tx, input.callId)
  if (call.state !== 'dialling' || !call.staffId) return
  await updateCall(ctx.tx, call.id, { state: 'talking', answeredAt: ctx.now })
  await connected(call.id, call.staffId, ctx)
}

async function connected(callId: CallId, staffId: StaffId, ctx: Context) {
  const detail = { answeredAt: ctx.now.toISOString() }
  await changeInteraction({ interactionId: callId, state: 'open', staffId, detail }, ctx)
  await announce(ctx, 'callAnswered', { call: await selectCall(ctx.tx, callId, staffId) })
}
