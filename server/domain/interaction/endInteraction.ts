import { Refusal } from '#shared/contract/contract'
import type { InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { type Context, isStaff } from '../../db/context.ts'
import { changeInteraction } from './changeInteraction.ts'
import { lockInteraction } from './guardInteraction.ts'

/** Nothing more will come in this contact. Whoever ends an untaken one is its owner. Refusal: alreadyEnded. */
export async function endInteraction(input: { interactionId: InteractionId }, ctx: Context): Promise<Interaction> {
  const interaction = await lockInteraction(input, ctx)
  if (interaction.state === 'ended') throw new Refusal('alreadyEnded')
  const staffId = interaction.staffId ?? (isStaff(ctx.actor) ? ctx.actor.id : null)
  return changeInteraction({ interactionId: interaction.id, state: 'ended', endedAt: ctx.now, staffId }, ctx)
}
