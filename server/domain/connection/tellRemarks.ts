import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { connectionNotice } from './notices.ts'
import { selectConnection } from './sql.ts'
import { enterStage } from './stage.ts'
import { dayIn, tellApplicant } from './tellApplicant.ts'
import { waitTerms } from './terms.ts'

/** Tells what the inspection has found, and until when it is to be mended. */
export async function tellRemarks({ caseId, remarks }: { caseId: CaseId; remarks: string }, ctx: Context) {
  const { number, class: kind } = await selectConnection(ctx, caseId)
  const { dueAt, variables } = await waitTerms({ name: 'connection.fix', class: kind }, ctx)
  await enterStage({ caseId, stage: 'inspection', dueAt, awaits: 'readiness', demand: remarks }, ctx)
  const told = { kind: 'remarks' as const, demand: remarks.replace(/\.$/, ''), until: await dayIn(dueAt, ctx) }
  await tellApplicant({ caseId, words: connectionNotice(number, told) }, ctx)
  return variables
}
