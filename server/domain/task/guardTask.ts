import { sql } from 'kysely'
import { Denied, Refusal } from '#shared/contract/contract'
import type { StaffId, TaskId } from '#shared/contract/ids'
import type { Task } from '#shared/contract/task'
import { type Context, type StaffActor, seesBranch, staffOf } from '../../db/context.ts'
import { standsInFor } from '../absence/index.ts'
import { mayDo, selectTaskRow, type TaskRow } from './sql.ts'

/** The task, if it is of the actor's branch or of nobody's. Throws Missing('noSuchTask'), Denied('otherBranch'). */
export async function loadTask({ taskId }: { taskId: TaskId }, ctx: Context): Promise<TaskRow> {
  const row = await selectTaskRow(ctx, taskId)
  if (!seesBranch(ctx.actor, row.task.branchId)) throw new Denied('otherBranch')
  return row
}

/** The same, locked, for a change that touches no process. */
export async function lockTask({ taskId }: { taskId: TaskId }, ctx: Context): Promise<TaskRow> {
  await sql`select 1 from task where id = ${taskId} for update`.execute(ctx.tx)
  return loadTask({ taskId }, ctx)
}

/** Who works on it, and the absent colleague for whom, if it is theirs. */
export type Worker = StaffActor & { forId: StaffId | null }

/** Who may work on it. Throws Denied('notYourRole'), Denied('ownWork'), Refusal taskAlreadyCompleted, taskCancelled. */
export async function guardWorker(
  { task, barredId }: Pick<TaskRow, 'task' | 'barredId'>,
  ctx: Context,
): Promise<Worker> {
  const staff = staffOf(ctx)
  const forId = await absentBehind(task, staff, ctx)
  const isSupervisor = staff.roles.includes('supervisor')
  const holds = task.assigneeId === staff.id || forId !== null
  if (barredId === staff.id) throw new Denied('ownWork')
  if (!isSupervisor && !holds && !(await isCandidate(task.id, staff, ctx))) throw new Denied('notYourRole')
  guardOpen(task)
  return { ...staff, forId }
}

/** Refusals: taskAlreadyCompleted, taskCancelled. */
export function guardOpen({ state }: Task): void {
  if (state === 'done') throw new Refusal('taskAlreadyCompleted')
  if (state === 'cancelled') throw new Refusal('taskCancelled')
}

/** Another's task is left alone; a supervisor may step in, and who stands in for them. Refusal: taskAlreadyTaken. */
export function guardAssignee(task: Task, worker: Worker): void {
  if (task.assigneeId === null || task.assigneeId === worker.id || worker.forId) return
  if (worker.roles.includes('supervisor')) return
  throw new Refusal('taskAlreadyTaken', { by: task.assigneeName })
}

/** Whether somebody may do it by name, else by role, unit and skill. */
async function isCandidate(taskId: TaskId, { id, roles }: StaffActor, ctx: Context): Promise<boolean> {
  const { rows } = await sql`
    select 1 from task t, staff p where t.id = ${taskId} and p.id = ${id} and ${mayDo(sql`${roles}::text[]`)}`.execute(
    ctx.tx,
  )
  return rows.length > 0
}

async function absentBehind({ assigneeId }: Task, staff: StaffActor, ctx: Context): Promise<StaffId | null> {
  if (!assigneeId || assigneeId === staff.id) return null
  return (await standsInFor({ staffId: staff.id }, ctx)).includes(assigneeId) ? assigneeId : null
}
