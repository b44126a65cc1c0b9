import { sql } from 'kysely'
import type { Absence } from '#shared/contract/absence'
import { Denied, Missing, Refusal } from '#shared/contract/contract'
import type { AbsenceId, BranchId, StaffId } from '#shared/contract/ids'
import type { Day } from '#shared/rules/calendar'
import { announce } from '../../db/announce.ts'
import { type Context, seesBranch, staffOf } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { today } from '../calendar/index.ts'
import { selectAbsence } from './sql.ts'
import { selectSubstitutes } from './substitutes.ts'

type Input = { staffId: StaffId; substituteId: StaffId; fromDay: Day; toDay: Day }

/**
 * A person is away and a colleague stands in. Throws Denied('notYourColleague'). Refusals: periodBackwards, periodPast,
 * absenceOverlaps, substituteAbsent, substituteMayNot.
 */
export async function setAbsence(input: Input, ctx: Context): Promise<Absence> {
  const { id: setBy } = staffOf(ctx)
  await guardWhose(input.staffId, ctx)
  if (input.toDay < input.fromDay) throw new Refusal('periodBackwards', { field: 'toDay' })
  if (input.toDay < (await today(ctx))) throw new Refusal('periodPast', { field: 'toDay' })
  const substitutes = await selectSubstitutes(input.staffId, ctx)
  if (!substitutes.some(({ staffId }) => staffId === input.substituteId)) throw new Refusal('substituteMayNot')
  if (await isAway(input.staffId, input, ctx)) throw new Refusal('absenceOverlaps')
  if (await isAway(input.substituteId, input, ctx)) throw new Refusal('substituteAbsent')
  const id = newId<AbsenceId>()
  await sql`
    insert into absence (id, staff_id, substitute_id, from_day, to_day, set_by, set_at)
    values (${id}, ${input.staffId}, ${input.substituteId}, ${input.fromDay}, ${input.toDay}, ${setBy}, ${ctx.now})`.execute(
    ctx.tx,
  )
  return told(id, ctx)
}

/** Back earlier, or not away at all. Throws Denied('notYourColleague'). Refusal: absenceOver. */
export async function cancelAbsence({ absenceId }: { absenceId: AbsenceId }, ctx: Context): Promise<Absence> {
  await sql`select 1 from absence where id = ${absenceId} for update`.execute(ctx.tx)
  const absence = await selectAbsence(ctx, absenceId)
  await guardWhose(absence.staffId, ctx)
  if (absence.isCancelled || absence.toDay < (await today(ctx))) throw new Refusal('absenceOver')
  await sql`update absence set cancelled_at = ${ctx.now} where id = ${absenceId}`.execute(ctx.tx)
  return told(absenceId, ctx)
}

async function told(absenceId: AbsenceId, ctx: Context): Promise<Absence> {
  const absence = await selectAbsence(ctx, absenceId)
  await announce(ctx, 'absenceChanged', { absence })
  return absence
}

/** One's own, or as a supervisor that of somebody of the branch; the person's row is locked, so that two absences do not cross. */
async function guardWhose(staffId: StaffId, ctx: Context): Promise<void> {
  const actor = staffOf(ctx)
  const { rows } = await sql<{ branchId: BranchId | null }>`
    select branch_id as "branchId" from staff where id = ${staffId} for no key update`.execute(ctx.tx)
  const person = rows[0]
  if (!person) throw new Missing('noSuchStaff')
  if (staffId === actor.id) return
  if (!actor.roles.includes('supervisor') || !seesBranch(actor, person.branchId)) throw new Denied('notYourColleague')
}

async function isAway(staffId: StaffId, { fromDay, toDay }: Pick<Input, 'fromDay' | 'toDay'>, ctx: Context) {
  const { rows } = await sql`
    select 1 from absence where staff_id = ${staffId} and cancelled_at is null
      and from_day <= ${toDay}::date and to_day >= ${fromDay}::date limit 1`.execute(ctx.tx)
  return rows.length > 0
}
