import { type RawBuilder, sql } from 'kysely'
import { Competence } from '#shared/contract/competence'
import { type Context, staffOf } from '../../db/context.ts'

const WORKERS = ['agent', 'clerk', 'specialist', 'supervisor']

/** Everybody who does tasks, by name; who is of a branch sees that branch. */
export async function listCompetences(_input: object, ctx: Context): Promise<{ items: Competence[] }> {
  const { branchId } = staffOf(ctx)
  const seen = sql`where s.roles && ${WORKERS}::text[] and (${branchId}::uuid is null or s.branch_id = ${branchId})`
  return { items: await selectCompetences(ctx, sql`${seen} order by s.name, s.id`) }
}

export async function selectCompetences(ctx: Context, tail: RawBuilder<unknown>): Promise<Competence[]> {
  const { rows } = await sql<object>`
    select s.id as "staffId", s.name, s.roles, s.branch_id as "branchId", b.name as "branchName", s.unit, s.skills
    from staff s left join branch b on b.id = s.branch_id ${tail}`.execute(ctx.tx)
  return rows.map((row) => Competence.parse(row))
}
