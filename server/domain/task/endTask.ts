import { sql } from 'kysely'
import type { BranchId, CaseId, ConsumerId, TaskId } from '#shared/contract/ids'
import { type Day, dayOf } from '#shared/rules/calendar'
import { announce } from '../../db/announce.ts'
import { type Context, isStaff } from '../../db/context.ts'
import { standsInFor } from '../absence/index.ts'
import { changed } from './changed.ts'
import { selectTaskRow } from './sql.ts'

type Token = { instanceId: string; tokenNo: number }

/** The process has left a step: by its completion, or because it was cancelled. */
export async function endTask(
  { instanceId, tokenNo, isDone }: Token & { isDone: boolean },
  ctx: Context,
): Promise<void> {
  const doneBy = isStaff(ctx.actor) && isDone ? ctx.actor.id : null
  // done by a substitute it says for whom
  const absent = doneBy ? await standsInFor({ staffId: doneBy }, ctx) : []
  const { rows } = await sql<{ id: TaskId }>`
    update task set state = ${isDone ? 'done' : 'cancelled'}, done_at = ${ctx.now}, done_by = ${doneBy},
      done_for = case when assignee_id = any(${absent}::uuid[]) then assignee_id end, assignee_id = coalesce(assignee_id, ${doneBy})
    where instance_id = ${instanceId} and token_no = ${tokenNo} and state = 'open' returning id`.execute(ctx.tx)
  for (const { id } of rows) await changed(id, ctx)
}

/** Marks the open steps of a process that are past their time, or all when the matter itself is; its supervisor sees them. Answers how many. */
export async function escalateOverdue(
  { instanceId, isAll = false }: { instanceId: string; isAll?: boolean },
  ctx: Context,
): Promise<number> {
  const { rows } = await sql<{ id: TaskId }>`
    update task set is_escalated = true
    where instance_id = ${instanceId} and state = 'open' and not is_escalated and (${isAll} or due_at <= ${ctx.now}) returning id`.execute(
    ctx.tx,
  )
  for (const { id } of rows) await announce(ctx, 'taskEscalated', { task: (await selectTaskRow(ctx, id)).task })
  return rows.length
}

/** What else was to be done for a case has lost its point. */
export async function cancelTasksOfCase({ caseId }: { caseId: CaseId }, ctx: Context): Promise<void> {
  const { rows } = await sql<{ id: TaskId }>`
    update task set state = 'cancelled', done_at = ${ctx.now} where case_id = ${caseId} and state = 'open' returning id`.execute(
    ctx.tx,
  )
  for (const { id } of rows) await changed(id, ctx)
}

type Later = { caseId: CaseId; later: (day: Day) => Date; offset: number }

/** Gives the open draft of a case as much more time as its answer has got; answers what has moved. */
export async function postponeDraft({ caseId, later, offset }: Later, ctx: Context) {
  const { rows } = await sql<{ id: TaskId; dueAt: Date; instanceId: string; tokenNo: number }>`
    select id, due_at as "dueAt", instance_id as "instanceId", token_no as "tokenNo" from task
    where case_id = ${caseId} and state = 'open' and form = 'draft' and instance_id is not null`.execute(ctx.tx)
  const moved: { token: Token; dueAt: Date }[] = []
  for (const { id, dueAt: before, ...token } of rows) {
    const dueAt = later(dayOf(before, offset))
    await sql`update task set due_at = ${dueAt}, reckoned = null, is_escalated = is_escalated and ${dueAt} <= ${ctx.now} where id = ${id}`.execute(
      ctx.tx,
    )
    await changed(id, ctx)
    moved.push({ token, dueAt })
  }
  return moved
}

/** The open tasks of a case go where its consumer is. */
export async function moveTasksOfCase(
  input: { caseId: CaseId; consumerId: ConsumerId; branchId: BranchId },
  ctx: Context,
): Promise<void> {
  const { rows } = await sql<{ id: TaskId }>`
    update task set consumer_id = ${input.consumerId}, branch_id = ${input.branchId}
    where case_id = ${input.caseId} and state = 'open' returning id`.execute(ctx.tx)
  for (const { id } of rows) await changed(id, ctx)
}
