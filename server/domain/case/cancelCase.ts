import { sql } from 'kysely'
import type { Case } from '#shared/contract/case'
import { Refusal } from '#shared/contract/contract'
import type { CaseId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import type { NoticeWords } from '../notice/index.ts'
import { cancelTasksOfCase } from '../task/index.ts'
import { caseProcess } from './ports.ts'
import { changeStatus } from './progress.ts'
import { addEvent, loadCase, selectInside } from './sql.ts'

type Input = { caseId: CaseId; reason: string }

/** Ends a case without an answer, and says so to the consumer. Refusals: caseClosed, instanceEnded. */
export async function cancelCase(input: Input, ctx: Context): Promise<Case> {
  const { caseId, reason } = input
  const found = await loadCase({ caseId }, ctx)
  if (found.closedAt) throw new Refusal('caseClosed')
  const { instanceId } = await selectInside(ctx, caseId)
  if (instanceId) await caseProcess().cancel({ instanceId, reason }, ctx)
  return stopCase(input, ctx)
}

/** The same, where the process has come to its end by itself. */
export async function stopCase(
  { caseId, reason, words }: Input & { words?: NoticeWords },
  ctx: Context,
): Promise<Case> {
  await cancelTasksOfCase({ caseId }, ctx)
  await sql`update "case" set closed_at = ${ctx.now}, cancel_reason = ${reason} where id = ${caseId}`.execute(ctx.tx)
  await addEvent(ctx, caseId, 'cancelled', reason)
  const cancelled = await changeStatus({ caseId, status: 'cancelled', words }, ctx)
  await announce(ctx, 'caseClosed', { case: cancelled })
  return cancelled
}
