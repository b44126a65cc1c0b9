import { sql } from 'kysely'
import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { termEndsAt } from '../term/index.ts'
import { connectionNotice } from './notices.ts'
import { selectConnection } from './sql.ts'
import { enterStage } from './stage.ts'
import { dayIn, tellApplicant } from './tellApplicant.ts'
import { waitTerms } from './terms.ts'

type Input = { caseId: CaseId; worksTerm: string }

/** Both sides begin their works: the decision has named the term of the grid's, the applicant's goes with it. */
export async function startWorks({ caseId, worksTerm }: Input, ctx: Context) {
  const { number, class: kind } = await selectConnection(ctx, caseId)
  const worksDueAt = await termEndsAt({ name: worksTerm, kind }, ctx)
  const { dueAt, variables } = await waitTerms(
    { name: worksTerm.replace('.works', '.readiness'), class: kind, remind: 'connection.readiness' },
    ctx,
  )
  await sql`update connection set works_due_at = ${worksDueAt} where case_id = ${caseId}`.execute(ctx.tx)
  await enterStage({ caseId, stage: 'works', dueAt, awaits: 'readiness' }, ctx)
  const told = { kind: 'works' as const, until: await dayIn(worksDueAt, ctx), readyUntil: await dayIn(dueAt, ctx) }
  await tellApplicant({ caseId, words: connectionNotice(number, told) }, ctx)
  return { ...variables, worksDueAt: worksDueAt.toISOString() }
}
