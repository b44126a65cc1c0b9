import { Refusal } from '#shared/contract/contract'
import type { InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import type { VisitResult } from '#shared/contract/visit'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { addMessage, changeInteraction, lockInteraction } from '../interaction/index.ts'

type Input = { interactionId: InteractionId; result: VisitResult; note: string }

/** Ends the visit with its result. Refusals: notAVisit, alreadyEnded, notYours (a supervisor may end anybody's). */
export async function endVisit(input: Input, ctx: Context): Promise<Interaction> {
  const staff = staffOf(ctx)
  const visit = await lockInteraction(input, ctx)
  if (visit.channel !== 'visit') throw new Refusal('notAVisit')
  if (visit.state === 'ended') throw new Refusal('alreadyEnded')
  if (visit.staffId !== staff.id && !staff.roles.includes('supervisor')) throw new Refusal('notYours')
  if (input.note)
    await addMessage({ interactionId: visit.id, author: 'staff', authorName: staff.name, text: input.note }, ctx)
  const interaction = await changeInteraction(
    { interactionId: visit.id, state: 'ended', endedAt: ctx.now, detail: { result: input.result } },
    ctx,
  )
  await announce(ctx, 'visitEnded', { interaction, result: input.result })
  return interaction
}
