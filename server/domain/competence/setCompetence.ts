import { sql } from 'kysely'
import type { Competence } from '#shared/contract/competence'
import { Denied, Missing } from '#shared/contract/contract'
import type { StaffId } from '#shared/contract/ids'
import type { UnitCode } from '#shared/contract/topic'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { selectCompetences } from './listCompetences.ts'

type Input = { staffId: StaffId; unit: UnitCode | null; skills: readonly string[] }

/** Which steps somebody is offered. Throws Missing('noSuchStaff'), Denied('otherBranch'). */
export async function setCompetence({ staffId, unit, skills }: Input, ctx: Context): Promise<Competence> {
  const { branchId } = staffOf(ctx)
  await sql`select 1 from staff where id = ${staffId} for no key update`.execute(ctx.tx)
  const before = await competenceOf(staffId, ctx)
  if (branchId !== null && before.branchId !== branchId) throw new Denied('otherBranch')
  const each = [...new Set(skills)].sort()
  await sql`update staff set unit = ${unit}, skills = ${each} where id = ${staffId}`.execute(ctx.tx)
  const competence = await competenceOf(staffId, ctx)
  await announce(ctx, 'competenceChanged', { competence })
  return competence
}

async function competenceOf(staffId: StaffId, ctx: Context): Promise<Competence> {
  const [found] = await selectCompetences(ctx, sql`where s.id = ${staffId}`)
  if (!found) throw new Missing('noSuchStaff')
  return found
}
