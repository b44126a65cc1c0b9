import { sql } from 'kysely'
import type { BranchId, CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { cancelCase } from './cancelCase.ts'

/** The branch of the case that an instance works for; absent: it works for none. */
export async function branchesOfInstances(
  instanceIds: readonly string[],
  ctx: Context,
): Promise<Map<string, BranchId | null>> {
  const { rows } = await sql<{ instanceId: string; branchId: BranchId | null }>`
    select instance_id as "instanceId", branch_id as "branchId" from "case" where instance_id = any(${instanceIds}::uuid[])`.execute(
    ctx.tx,
  )
  return new Map(rows.map(({ instanceId, branchId }) => [instanceId, branchId]))
}

/** Cancels the case that an instance works for, and with it the instance. Answers false where there is none. Refusals: caseClosed, instanceEnded. */
export async function cancelCaseOfInstance(
  { instanceId, reason }: { instanceId: string; reason: string },
  ctx: Context,
): Promise<boolean> {
  const { rows } = await sql<{ id: CaseId }>`select id from "case" where instance_id = ${instanceId}`.execute(ctx.tx)
  if (!rows[0]) return false
  await cancelCase({ caseId: rows[0].id, reason }, ctx)
  return true
}
