import { Refusal } from '#shared/contract/contract'
import type { InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { type Context, staffOf } from '../../db/context.ts'
import { changeInteraction } from './changeInteraction.ts'
import { lockInteraction } from './guardInteraction.ts'

/** A waiting contact becomes mine. Refusals: alreadyTaken (with the other's name), alreadyEnded. */
export async function takeInteraction(input: { interactionId: InteractionId }, ctx: Context): Promise<Interaction> {
  const staff = staffOf(ctx)
  const interaction = await lockInteraction(input, ctx)
  if (interaction.state === 'ended') throw new Refusal('alreadyEnded')
  if (interaction.staffId && interaction.staffId !== staff.id)
    throw new Refusal('alreadyTaken', { by: interaction.staffName })
  return changeInteraction({ interactionId: interaction.id, state: 'open', staffId: staff.id }, ctx)
}
