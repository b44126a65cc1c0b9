import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { markDocuments } from './documents.ts'
import { connectionNotice } from './notices.ts'
import { selectConnection } from './sql.ts'
import { enterStage } from './stage.ts'
import { dayIn, tellApplicant } from './tellApplicant.ts'
import { waitTerms } from './terms.ts'

type Input = { caseId: CaseId; missing: readonly string[]; demand: string }

/** Tells the applicant which documents are missing, and until when they are waited for. */
export async function askDocuments({ caseId, missing, demand }: Input, ctx: Context) {
  await markDocuments({ caseId, codes: missing, state: 'missing' }, ctx)
  const found = await selectConnection(ctx, caseId)
  const { dueAt, variables } = await waitTerms({ name: 'connection.documents', class: found.class }, ctx)
  await enterStage({ caseId, stage: 'completeness', dueAt, awaits: 'documents', demand }, ctx)
  const documents = found.documents
    .filter(({ code }) => missing.includes(code))
    .map(({ nameRu }) => nameRu.toLowerCase())
  const told = { kind: 'missing' as const, documents, demand, until: await dayIn(dueAt, ctx) }
  await tellApplicant({ caseId, words: connectionNotice(found.number, told) }, ctx)
  return variables
}
