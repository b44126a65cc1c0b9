import type { CallOutcome, CallParty } from '#shared/contract/call'
import type { CallId, StaffId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { changeInteraction } from '../interaction/index.ts'
import { wrapUp } from '../presence/index.ts'
import { withdraw } from './offerCall.ts'
import { isOnCall, type LockedCall, leaveCall, lockCall, selectCall, updateCall } from './sql.ts'
import { tieByPhone } from './tieByPhone.ts'

type Ending = { callId: CallId; endedBy: CallParty; outcome?: CallOutcome | undefined }

/** The line is down, whoever hung up and in whatever state: the agent goes over to the wrap-up. Says so once. */
export async function endCall({ callId, endedBy, outcome }: Ending, ctx: Context): Promise<void> {
  const call = await lockCall(ctx.tx, callId)
  if (call.state === 'ended') return
  const came = outcome ?? outcomeOf(call)
  await withdraw(call, call.state === 'talking' ? 'transferGivenUp' : 'callerLeft', ctx)
  await updateCall(ctx.tx, callId, { state: 'ended', endedAt: ctx.now, endedBy, outcome: came })
  // a missed call stands on the timeline too
  await tieByPhone(call, ctx)
  const seconds = call.answeredAt ? Math.round((ctx.now.getTime() - call.answeredAt.getTime()) / 1000) : 0
  await changeInteraction(
    { interactionId: callId, state: 'ended', endedAt: ctx.now, detail: { seconds, outcome: came, endedBy } },
    ctx,
  )
  if (call.staffId) await leaveToWrapUp(callId, call.staffId, ctx)
  await announce(ctx, 'callEnded', { call: await selectCall(ctx.tx, callId, call.staffId) })
}

/** The agent's stretch is over; they are busy with its result until they say so. */
export async function leaveToWrapUp(callId: CallId, staffId: StaffId, ctx: Context): Promise<void> {
  await leaveCall(ctx.tx, callId, staffId, ctx.now)
  if (await isOnCall(ctx.tx, staffId, callId, 'busy')) await wrapUp({ staffId, interactionId: callId }, ctx)
}

const outcomeOf = (call: LockedCall): CallOutcome => {
  if (call.state === 'talking') return 'answered'
  return call.direction === 'in' ? 'abandoned' : 'noAnswer'
}
