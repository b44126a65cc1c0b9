import { sql } from 'kysely'
import type { Absence } from '#shared/contract/absence'
import type { Day } from '#shared/rules/calendar'
import { type Context, staffOf } from '../../db/context.ts'
import { today } from '../calendar/index.ts'
import { selectAbsences } from './sql.ts'

/** What goes on or is to come: one's own, where one stands in, and as a supervisor of the branch. */
export async function listAbsences(_input: object, ctx: Context): Promise<{ items: Absence[]; today: Day }> {
  const { id, roles, branchId } = staffOf(ctx)
  const day = await today(ctx)
  const ofBranch = sql`(${roles.includes('supervisor')} and (${branchId}::uuid is null or s.branch_id = ${branchId}))`
  const items = await selectAbsences(
    ctx,
    sql`where a.cancelled_at is null and a.to_day >= ${day}::date
      and (a.staff_id = ${id} or a.substitute_id = ${id} or ${ofBranch}) order by a.from_day, s.name, a.id`,
  )
  return { items, today: day }
}
