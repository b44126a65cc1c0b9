import { type RawBuilder, sql } from 'kysely'
import { Absence } from '#shared/contract/absence'
import { Missing } from '#shared/contract/contract'
import type { AbsenceId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'

/** `tail` is a `where … order by …` over absence a, staff s (away), staff p (the substitute). */
export async function selectAbsences(ctx: Context, tail: RawBuilder<unknown>): Promise<Absence[]> {
  const { rows } = await sql<object>`
    select a.id, a.staff_id as "staffId", s.name as "staffName", a.substitute_id as "substituteId", p.name as "substituteName",
      a.from_day::text as "fromDay", a.to_day::text as "toDay", b.name as "setByName", a.cancelled_at is not null as "isCancelled"
    from absence a join staff s on s.id = a.staff_id join staff p on p.id = a.substitute_id join staff b on b.id = a.set_by
    ${tail}`.execute(ctx.tx)
  return rows.map((row) => Absence.parse(row))
}

/** Throws Missing('noSuchAbsence'). */
export async function selectAbsence(ctx: Context, absenceId: AbsenceId): Promise<Absence> {
  const [found] = await selectAbsences(ctx, sql`where a.id = ${absenceId}`)
  if (!found) throw new Missing('noSuchAbsence')
  return found
}
