import { sql } from 'kysely'
import type { BranchId, ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { guardConsumer } from '../consumer/index.ts'
import { lockInteraction } from './guardInteraction.ts'
import { selectInteraction } from './sql.ts'

type Moved = { id: InteractionId; from: ConsumerId | null; fromBranchId: BranchId | null }

/** The contact and every contact of its thread move to the consumer; each move is announced to both timelines and to the branch it leaves. */
export async function tieInteraction(
  input: { interactionId: InteractionId; consumerId: ConsumerId },
  ctx: Context,
): Promise<Interaction> {
  const interaction = await lockInteraction(input, ctx)
  await guardConsumer({ consumerId: input.consumerId }, ctx)
  const root = interaction.threadId ?? interaction.id
  const { rows } = await sql<Moved>`
    update interaction i set consumer_id = ${input.consumerId}, branch_id = c.branch_id
    from consumer c, interaction o
    where c.id = ${input.consumerId} and o.id = i.id and i.consumer_id is distinct from ${input.consumerId}::uuid
      and (i.id = ${interaction.id} or i.id = ${root} or i.thread_id = ${root})
      and i.consumer_id is not distinct from ${interaction.consumerId}::uuid
    returning i.id, o.consumer_id as from, o.branch_id as "fromBranchId"`.execute(ctx.tx)
  for (const moved of rows) {
    const tied = await selectInteraction(ctx.tx, moved.id)
    if (tied.branchId !== moved.fromBranchId)
      await announce(ctx, 'interactionLeft', { interactionId: moved.id, branchId: moved.fromBranchId })
    await announce(ctx, 'interactionTied', { interaction: tied, fromConsumerId: moved.from })
  }
  return selectInteraction(ctx.tx, interaction.id)
}
