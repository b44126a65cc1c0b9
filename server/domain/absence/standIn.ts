import { sql } from 'kysely'
import { StaffId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { today } from '../calendar/index.ts'

/** Who is away today with this person in their place. */
export async function standsInFor({ staffId }: { staffId: StaffId }, ctx: Context): Promise<StaffId[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct staff_id as id from absence
    where substitute_id = ${staffId} and cancelled_at is null and ${await today(ctx)}::date between from_day and to_day`.execute(
    ctx.tx,
  )
  return rows.map(({ id }) => StaffId.parse(id))
}

/** Everybody who is away today. */
export async function absentToday(ctx: Context): Promise<StaffId[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct staff_id as id from absence
    where cancelled_at is null and ${await today(ctx)}::date between from_day and to_day`.execute(ctx.tx)
  return rows.map(({ id }) => StaffId.parse(id))
}
