import { type RawBuilder, sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import type { TaskId } from '#shared/contract/ids'
import { Task } from '#shared/contract/task'
import type { Context } from '../../db/context.ts'

const columns = sql`
  t.id, t.kind, t.form, t.state, t.outcomes, t.title, t.note, t.case_id as "caseId", k.number as "caseNumber",
  t.consumer_id as "consumerId", coalesce(c.name, k.applicant_name) as "consumerName", t.interaction_id as "interactionId", t.address,
  t.roles, t.branch_id as "branchId", t.assignee_id as "assigneeId", s.name as "assigneeName", t.due_at as "dueAt", t.unit, t.skill, t.people, t.priority, f.name as "doneForName",
  t.is_escalated as "isEscalated", t.created_at as "createdAt", t.done_at as "doneAt",
  t.instance_id as "instanceId", t.token_no as "tokenNo", t.barred_id as "barredId"`
const joined = sql`task t left join "case" k on k.id = t.case_id left join consumer c on c.id = t.consumer_id left join staff s on s.id = t.assignee_id
  left join staff f on f.id = t.done_for`

/** A task with what only the server knows: the token of the process it stands for, if any. */
export type TaskRow = {
  task: Task
  token: { instanceId: string; tokenNo: number } | null
  /** Who may not do it. */
  barredId: string | null
}

/** Whether the person of row `p` may do the task of row `t`: by name, else by role (those of the session, if it is known), unit and skill. */
export const mayDo = (roles: RawBuilder<unknown> = sql`p.roles`) => sql`
  (case when t.people is not null then p.login = any(t.people) or p.id::text = any(t.people)
  else t.roles && ${roles} and (t.unit is null or t.unit = p.unit) and (t.skill is null or t.skill = any(p.skills)) end)
  and t.barred_id is distinct from p.id`

/** `tail` is a `where … order by … limit …`. */
export async function selectTaskRows(ctx: Context, tail: RawBuilder<unknown>): Promise<TaskRow[]> {
  const { rows } = await sql<Record<string, unknown>>`select ${columns} from ${joined} ${tail}`.execute(ctx.tx)
  return rows.map(toTaskRow)
}

export const selectTasks = async (ctx: Context, tail: RawBuilder<unknown>): Promise<Task[]> =>
  (await selectTaskRows(ctx, tail)).map(({ task }) => task)

/** Throws Missing('noSuchTask'). */
export async function selectTaskRow(ctx: Context, taskId: TaskId): Promise<TaskRow> {
  const [row] = await selectTaskRows(ctx, sql`where t.id = ${taskId}`)
  if (!row) throw new Missing('noSuchTask')
  return row
}

function toTaskRow(row: Record<string, unknown>): TaskRow {
  const { instanceId, tokenNo, barredId, ...rest } = row
  const iso = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  )
  const token = typeof instanceId === 'string' && typeof tokenNo === 'number' ? { instanceId, tokenNo } : null
  return { task: Task.parse(iso), token, barredId: typeof barredId === 'string' ? barredId : null }
}
