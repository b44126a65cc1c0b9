import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { termEndsAt } from '../term/index.ts'
import { connectionNotice } from './notices.ts'
import { selectConnection } from './sql.ts'
import { dayIn, tellApplicant } from './tellApplicant.ts'

/** Reminds of what is awaited; answers when to remind again, where the process reminds more than once. */
export async function remindApplicant({ caseId }: { caseId: CaseId }, ctx: Context) {
  const { number, awaits, awaitsUntil, class: kind } = await selectConnection(ctx, caseId)
  if (awaits && awaitsUntil) {
    const told = { kind: 'reminder' as const, awaits, until: await dayIn(awaitsUntil, ctx) }
    await tellApplicant({ caseId, words: connectionNotice(number, told) }, ctx)
  }
  const next = await termEndsAt({ name: 'connection.payment.remind', kind }, ctx)
  return { remindAt: next.toISOString() }
}
