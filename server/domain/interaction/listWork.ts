import { sql } from 'kysely'
import type { Interaction } from '#shared/contract/interaction'
import { type Context, staffOf } from '../../db/context.ts'
import { selectInteractions } from './sql.ts'

/** What I have open, and what waits for anyone who sees its branch, longest waiting first (at most 200). */
export async function listWork(_input: object, ctx: Context): Promise<{ mine: Interaction[]; waiting: Interaction[] }> {
  const staff = staffOf(ctx)
  const branch = staff.branchId ? sql`and (i.branch_id is null or i.branch_id = ${staff.branchId})` : sql``
  const mine = await selectInteractions(
    ctx.tx,
    sql`where i.state = 'open' and i.staff_id = ${staff.id} order by i.started_at`,
  )
  const waiting = await selectInteractions(
    ctx.tx,
    sql`where i.state = 'waiting' ${branch} order by i.last_at limit 200`,
  )
  return { mine, waiting }
}
