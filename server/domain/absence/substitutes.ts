import { sql } from 'kysely'
import { Substitute } from '#shared/contract/absence'
import type { StaffId } from '#shared/contract/ids'
import { type Context, staffOf } from '../../db/context.ts'

/** Colleagues of a person, the actor unless said otherwise. */
export async function listSubstitutes(
  { staffId }: { staffId?: StaffId | undefined },
  ctx: Context,
): Promise<{ items: Substitute[] }> {
  return { items: await selectSubstitutes(staffId ?? staffOf(ctx).id, ctx) }
}

/** Who may stand in for a person: shares a role with them and sees their branch. By name. */
export async function selectSubstitutes(staffId: StaffId, ctx: Context): Promise<Substitute[]> {
  const { rows } = await sql<object>`
    select p.id as "staffId", p.name from staff p, staff s
    where s.id = ${staffId} and p.id <> s.id and p.roles && s.roles
      and (p.branch_id is null or p.branch_id = s.branch_id) order by p.name, p.id`.execute(ctx.tx)
  return rows.map((row) => Substitute.parse(row))
}
