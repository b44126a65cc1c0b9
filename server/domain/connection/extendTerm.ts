import { sql } from 'kysely'
import type { CaseId } from '#shared/contract/ids'
import { type Day, endOfWork } from '#shared/rules/calendar'
import type { Context } from '../../db/context.ts'
import { companyOffset, loadCalendar } from '../calendar/index.ts'
import { connectionNotice } from './notices.ts'
import { selectConnection } from './sql.ts'
import { enterStage, moved } from './stage.ts'
import { tellApplicant } from './tellApplicant.ts'

type Extension = { caseId: CaseId; until: Day; reason: string }
const endOf = async (day: Day, ctx: Context) => endOfWork(day, await loadCalendar(ctx), await companyOffset(ctx))

/** The applicant has until the end of another day; a reminder halfway there. */
export async function extendApplicant({ caseId, until, reason }: Extension, ctx: Context) {
  const { number, stage, awaits, demand } = await selectConnection(ctx, caseId)
  const dueAt = await endOf(until, ctx)
  await enterStage({ caseId, stage, dueAt, ...(awaits ? { awaits } : {}), ...(demand ? { demand } : {}) }, ctx)
  const words = connectionNotice(number, { kind: 'extended', until, reason, isWorks: false })
  await tellApplicant({ caseId, words }, ctx)
  const halfway = new Date((ctx.now.getTime() + dueAt.getTime()) / 2)
  return { applicantDueAt: dueAt.toISOString(), remindAt: halfway.toISOString() }
}

/** The grid has until the end of another day, and the applicant is told why. */
export async function extendWorks({ caseId, until, reason }: Extension, ctx: Context) {
  const { number } = await selectConnection(ctx, caseId)
  const dueAt = await endOf(until, ctx)
  await sql`update connection set works_due_at = ${dueAt} where case_id = ${caseId}`.execute(ctx.tx)
  const words = connectionNotice(number, { kind: 'extended', until, reason, isWorks: true })
  await tellApplicant({ caseId, words }, ctx)
  await moved(caseId, ctx)
  return { worksDueAt: dueAt.toISOString() }
}
