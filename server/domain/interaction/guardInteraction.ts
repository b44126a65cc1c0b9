import { Denied } from '#shared/contract/contract'
import type { InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { type Context, seesBranch } from '../../db/context.ts'
import { lockRow, selectInteraction } from './sql.ts'

type Which = { interactionId: InteractionId }

/** The contact, if the actor may see it: their branch's, or nobody's yet. A visitor sees only their own. */
export async function loadInteraction({ interactionId }: Which, ctx: Context): Promise<Interaction> {
  const interaction = await selectInteraction(ctx.tx, interactionId)
  if (ctx.actor.kind === 'visitor') {
    if (ctx.actor.interactionId !== interactionId) throw new Denied('notYours')
    return interaction
  }
  if (!seesBranch(ctx.actor, interaction.branchId)) throw new Denied('otherBranch')
  return interaction
}

/** The same, locked until the transaction ends. */
export async function lockInteraction(which: Which, ctx: Context): Promise<Interaction> {
  await lockRow(ctx.tx, which.interactionId)
  return loadInteraction(which, ctx)
}
