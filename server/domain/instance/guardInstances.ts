import { Denied } from '#shared/contract/contract'
import { type Context, seesBranch } from '../../db/context.ts'
import { branchesOfInstances } from '../case/index.ts'

/** Throws Denied('otherBranch') where the instance works for a case that the actor may not see. */
export async function guardInstance({ instanceId }: { instanceId: string }, ctx: Context): Promise<void> {
  const branches = await branchesOfInstances([instanceId], ctx)
  if (!seesBranch(ctx.actor, branches.get(instanceId) ?? null)) throw new Denied('otherBranch')
}

/** Those of them that the actor may see. */
export async function onlySeen<Line extends { id: string }>(lines: readonly Line[], ctx: Context): Promise<Line[]> {
  const branches = await branchesOfInstances(
    lines.map(({ id }) => id),
    ctx,
  )
  return lines.filter(({ id }) => seesBranch(ctx.actor, branches.get(id) ?? null))
}
