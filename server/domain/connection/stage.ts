import { sql } from 'kysely'
import { type ConnectionAwaits, ConnectionStage } from '#shared/contract/connection'
import type { CaseId } from '#shared/contract/ids'
import { dayOf } from '#shared/rules/calendar'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { companyOffset } from '../calendar/index.ts'
import { moveDueOn, selectCase } from '../case/index.ts'
import { selectConnection } from './sql.ts'

type Entered = {
  caseId: CaseId
  stage: ConnectionStage
  dueAt: Date
  /** What the applicant is to do, in words where they must know more; undefined leaves it as it is within the stage. */
  awaits?: ConnectionAwaits
  demand?: string
}

/** The application stands here now: the applicant and staff see the stage, its term, and what is awaited of whom. */
export async function enterStage({ caseId, stage, dueAt, awaits, demand }: Entered, ctx: Context): Promise<void> {
  const passed = ConnectionStage.options.slice(0, ConnectionStage.options.indexOf(stage))
  await sql`
    update connection_stage set left_at = ${ctx.now} where case_id = ${caseId} and stage = any(${passed}) and left_at is null`.execute(
    ctx.tx,
  )
  await sql`
    insert into connection_stage (case_id, stage, entered_at, due_at) values (${caseId}, ${stage}, ${ctx.now}, ${dueAt})
    on conflict (case_id, stage) do update set due_at = excluded.due_at, left_at = null`.execute(ctx.tx)
  const isAsked = awaits !== undefined
  await sql`
    update connection set stage = ${stage},
      awaits = case when ${isAsked} then ${awaits ?? null} when stage = ${stage} then awaits end,
      awaits_until = case when ${isAsked} then ${dueAt}::timestamptz when stage = ${stage} then awaits_until end,
      demand = case when ${isAsked} then ${demand ?? null} when stage = ${stage} then demand end
    where case_id = ${caseId}`.execute(ctx.tx)
  await moveDueOn({ caseId, dueOn: dayOf(dueAt, await companyOffset(ctx)) }, ctx)
  await moved(caseId, ctx)
}

/** The applicant has done what was awaited. */
export async function supplied({ caseId }: { caseId: CaseId }, ctx: Context): Promise<void> {
  await sql`update connection set awaits = null, awaits_until = null, demand = null where case_id = ${caseId}`.execute(
    ctx.tx,
  )
  await moved(caseId, ctx)
}

export async function moved(caseId: CaseId, ctx: Context): Promise<void> {
  const { stage, awaits, outcome } = await selectConnection(ctx, caseId)
  const { consumerId, branchId } = await selectCase(ctx, caseId)
  await announce(ctx, 'connectionMoved', { caseId, consumerId, branchId, stage, awaits, outcome })
}
