import { sql } from 'kysely'
import { Denied, Refusal } from '#shared/contract/contract'
import type { TaskId } from '#shared/contract/ids'
import type { Task } from '#shared/contract/task'
import { type Context, type StaffActor, seesBranch, staffOf } from '../../db/context.ts'
import { selectTaskRow, type TaskRow } from './sql.ts'

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

/** Who may work on it. Throws Denied('notYourRole'), Denied('ownWork'), Refusal taskAlreadyCompleted. */
export function guardWorker({ task, barredId }: Pick<TaskRow, 'task' | 'barredId'>, ctx: Context): StaffActor {
  const staff = staffOf(ctx)
  const isSupervisor = staff.roles.includes('supervisor')
  if (!isSupervisor && !task.roles.some((role) => staff.roles.includes(role))) throw new Denied('notYourRole')
  if (barredId === staff.id) throw new Denied('ownWork')
  if (task.state !== 'open') throw new Refusal('taskAlreadyCompleted')
  return staff
}

/** Another's task is left alone; a supervisor may step in. Refusal: taskAlreadyTaken. */
export function guardAssignee(task: Task, staff: StaffActor): void {
  if (task.assigneeId === null || task.assigneeId === staff.id || staff.roles.includes('supervisor')) return
  throw new Refusal('taskAlreadyTaken', { by: task.assigneeName })
}
