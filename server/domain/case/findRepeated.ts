import { sql } from 'kysely'
import type { BranchId, CaseId, ConsumerId } from '#shared/contract/ids'
import type { TopicCode } from '#shared/contract/topic'
import { dayOf, earliestWithin } from '#shared/rules/calendar'
import type { Context } from '../../db/context.ts'
import { companyOffset, loadCalendar, regionOf } from '../calendar/index.ts'
import { findTerm } from '../term/index.ts'

type Matter = {
  consumerId: ConsumerId | null
  branchId: BranchId | null
  topic: TopicCode
  registeredAt: Date
  except: CaseId | null
}

/** The newest earlier case of the consumer on this topic that was open, or answered within the repeat window. */
export async function findRepeated(
  { consumerId, branchId, topic, registeredAt, except }: Matter,
  ctx: Context,
): Promise<CaseId | null> {
  if (!consumerId) return null
  const window = await findTerm({ name: 'appeal.repeatWindow', topic }, ctx)
  const offset = await companyOffset(ctx)
  const calendar = await loadCalendar(ctx, await regionOf(ctx, branchId))
  const since = earliestWithin(dayOf(registeredAt, offset), window.amount, calendar)
  const { rows } = await sql<{ id: CaseId }>`
    select id from "case" where consumer_id = ${consumerId} and topic = ${topic} and status <> 'cancelled'
      and id is distinct from ${except}::uuid and registered_at <= ${registeredAt}
      and (closed_at is null or (closed_at + make_interval(mins => ${offset})) at time zone 'UTC' >= ${since}::date)
    order by registered_at desc, id desc limit 1`.execute(ctx.tx)
  return rows[0]?.id ?? null
}

/** Another topic or another consumer: whether it repeats an earlier matter is asked anew. */
export async function seeWhetherRepeated({ caseId }: { caseId: CaseId }, ctx: Context): Promise<{ isRepeat: boolean }> {
  const { rows } = await sql<Omit<Matter, 'except'>>`
    select consumer_id as "consumerId", branch_id as "branchId", topic, registered_at as "registeredAt" from "case" where id = ${caseId}`.execute(
    ctx.tx,
  )
  const repeatOf = rows[0] ? await findRepeated({ ...rows[0], except: caseId }, ctx) : null
  await sql`update "case" set repeat_of = ${repeatOf} where id = ${caseId}`.execute(ctx.tx)
  return { isRepeat: repeatOf !== null }
}
