import { sql } from 'kysely'
import type { BranchId, CaseId, ConsumerId, InteractionId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { addSearchWords } from '../consumer/index.ts'
import { tieInteraction } from '../interaction/index.ts'
import { moveTasksOfCase } from '../task/index.ts'
import { seeWhetherRepeated } from './findRepeated.ts'
import { selectCase } from './sql.ts'

/** A contact has found its consumer: the cases that came out of it, and their open tasks, follow. */
export async function followTie(
  { interactionId, consumerId }: { interactionId: InteractionId; consumerId: ConsumerId },
  ctx: Context,
): Promise<void> {
  const { rows } = await sql<{ id: CaseId; number: string; branchId: BranchId }>`
    update "case" k set consumer_id = c.id, branch_id = c.branch_id from consumer c
    where c.id = ${consumerId} and k.interaction_id = ${interactionId} and k.consumer_id is distinct from c.id
    returning k.id, k.number, k.branch_id as "branchId"`.execute(ctx.tx)
  for (const { id, number, branchId } of rows) {
    for (const notice of await strayNotices(id, consumerId, ctx))
      await tieInteraction({ interactionId: notice, consumerId }, ctx)
    await moveTasksOfCase({ caseId: id, consumerId, branchId }, ctx)
    await addSearchWords({ consumerId, text: number }, ctx)
    await seeWhetherRepeated({ caseId: id }, ctx)
    await announce(ctx, 'caseChanged', { case: await selectCase(ctx, id) })
  }
}

/** What the consumer was told while nobody knew who they are. */
async function strayNotices(caseId: CaseId, consumerId: ConsumerId, ctx: Context): Promise<InteractionId[]> {
  const { rows } = await sql<{ id: InteractionId }>`
    select id from interaction where case_id = ${caseId} and channel = 'notice' and consumer_id is distinct from ${consumerId}::uuid`.execute(
    ctx.tx,
  )
  return rows.map(({ id }) => id)
}
