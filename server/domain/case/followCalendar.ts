import { sql } from 'kysely'
import { type BranchId, CaseId } from '#shared/contract/ids'
import { type Day, endOfWork } from '#shared/rules/calendar'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { companyOffset, type Follower, loadCalendar, type Reckoned, regionOf } from '../calendar/index.ts'
import { caseProcess } from './ports.ts'
import { selectCase, selectInside } from './sql.ts'

/** Open cases whose day of answer was reckoned, for a calendar that changes. */
export const caseFollower: Follower = {
  kind: 'case',
  grain: 'day',
  async page({ region, after, limit }, ctx) {
    const { rows } = await sql<Reckoned>`
      select id, number as name, due_on::timestamp at time zone 'UTC' as "dueAt", reckoned from "case"
      where reckoned->>'calendar' = ${region} and reckoned is not null and closed_at is null
        and (${after}::uuid is null or id > ${after}::uuid)
      order by id limit ${limit}`.execute(ctx.tx)
    return rows
  },
  async move(moved, ctx) {
    for (const one of moved) await moveDue({ caseId: CaseId.parse(one.id), dueAt: one.dueAt }, ctx)
    return { case: moved.length }
  },
}

/** A case that was closed meanwhile keeps the day it was to be answered by. */
async function moveDue({ caseId, dueAt }: { caseId: CaseId; dueAt: Date }, ctx: Context): Promise<void> {
  const dueOn = dueAt.toISOString().slice(0, 10)
  const { process, branchId } = await selectCase(ctx, caseId)
  // the instance is locked first, as timers do it; other processes keep their timers by themselves
  if (process === 'appeal') await moveAnswer({ caseId, branchId, dueOn }, ctx)
  const { rows } = await sql`
    update "case" set due_on = ${dueOn}::date where id = ${caseId} and closed_at is null returning id`.execute(ctx.tx)
  if (rows.length === 0) return
  await announce(ctx, 'caseChanged', { case: await selectCase(ctx, caseId) })
}

/** The process watches the term of the answer. */
async function moveAnswer(
  { caseId, branchId, dueOn }: { caseId: CaseId; branchId: BranchId | null; dueOn: Day },
  ctx: Context,
): Promise<void> {
  const { instanceId } = await selectInside(ctx, caseId)
  if (!instanceId) return
  const calendar = await loadCalendar(ctx, await regionOf(ctx, branchId))
  await caseProcess().moveTerm({ instanceId, dueAt: endOfWork(dueOn, calendar, await companyOffset(ctx)) }, ctx)
}
