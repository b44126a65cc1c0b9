import { sql } from 'kysely'
import type { Case } from '#shared/contract/case'
import { Refusal } from '#shared/contract/contract'
import type { CaseId } from '#shared/contract/ids'
import { addDays, type Day, daysBetween, endOfWork, firstWorkingDay } from '#shared/rules/calendar'
import { extensionRefusal, isExtension, latestExtension } from '#shared/rules/extension'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { companyOffset, loadCalendar, today } from '../calendar/index.ts'
import { tellExtension } from '../notice/index.ts'
import { postponeDraft } from '../task/index.ts'
import { findTerm } from '../term/index.ts'
import { caseProcess } from './ports.ts'
import { contactOf } from './progress.ts'
import { addEvent, loadCase, selectCase, selectInside } from './sql.ts'

type Input = { caseId: CaseId; dueOn: Day; reason: string }

/**
 * Extends the term of the answer, once, and tells the consumer why. Refusals: caseClosed, alreadyAnswered, alreadyExtended,
 * termOver, badExtension, otherTerms (its process extends its own).
 */
export async function extendCase({ caseId, dueOn, reason }: Input, ctx: Context): Promise<Case> {
  const { instanceId } = await selectInside(ctx, caseId)
  await loadCase({ caseId }, ctx)
  // the instance is locked first, as timers do it; two heads at once extend one after the other
  const calendar = await loadCalendar(ctx)
  const offset = await companyOffset(ctx)
  if (instanceId) await caseProcess().moveTerm({ instanceId, dueAt: endOfWork(dueOn, calendar, offset) }, ctx)
  const before = await loadCase({ caseId }, ctx)
  if (before.process !== 'appeal') throw new Refusal('otherTerms')
  const refusal = extensionRefusal(before, await today(ctx))
  if (refusal) throw new Refusal(refusal)
  const { amount } = await findTerm({ name: 'appeal.extension', topic: before.topic, kind: before.kind }, ctx)
  if (!isExtension(before.dueOn, dueOn, amount))
    throw new Refusal('badExtension', { field: 'dueOn', latest: latestExtension(before.dueOn, amount) })
  await sql`
    update "case" set due_on = ${dueOn}, reckoned = null, extended_from = ${before.dueOn}, extension_reason = ${reason} where id = ${caseId}`.execute(
    ctx.tx,
  )
  const by = daysBetween(before.dueOn, dueOn)
  const later = (day: Day) => endOfWork(firstWorkingDay(addDays(day, by), calendar), calendar, offset)
  for (const { token, dueAt } of await postponeDraft({ caseId, later, offset }, ctx))
    await caseProcess().moveTerm({ ...token, dueAt }, ctx)
  await addEvent(ctx, caseId, 'extended', reason)
  const extended = await selectCase(ctx, caseId)
  await announce(ctx, 'caseChanged', { case: extended })
  await tellExtension({ case: extended, contact: await contactOf(caseId, ctx) }, ctx)
  return extended
}

/** The last day this case may be extended to; null: not any more. */
export async function extensibleUntil(matter: Case, ctx: Context): Promise<Day | null> {
  if (matter.process !== 'appeal' || extensionRefusal(matter, await today(ctx))) return null
  const { amount } = await findTerm({ name: 'appeal.extension', topic: matter.topic, kind: matter.kind }, ctx)
  return latestExtension(matter.dueOn, amount)
}
