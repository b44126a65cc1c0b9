import { sql } from 'kysely'
import { Denied, Missing } from '#shared/contract/contract'
import type { BranchId, ConsumerId } from '#shared/contract/ids'
import { type Context, seesBranch } from '../../db/context.ts'

/** Throws Missing('noSuchConsumer') or Denied('otherBranch'); answers the consumer's branch. */
export async function guardConsumer({ consumerId }: { consumerId: ConsumerId }, ctx: Context): Promise<BranchId> {
  const { rows } = await sql<{ branch_id: BranchId }>`select branch_id from consumer where id = ${consumerId}`.execute(
    ctx.tx,
  )
  const branchId = rows[0]?.branch_id
  if (!branchId) throw new Missing('noSuchConsumer')
  if (!seesBranch(ctx.actor, branchId)) throw new Denied('otherBranch')
  return branchId
}
