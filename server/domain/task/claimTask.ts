import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { TaskId } from '#shared/contract/ids'
import type { Task } from '#shared/contract/task'
import type { Context } from '../../db/context.ts'
import { changed } from './changed.ts'
import { guardAssignee, guardWorker, lockTask } from './guardTask.ts'

/** Takes a task for oneself. Refusals: taskAlreadyTaken, taskAlreadyCompleted. */
export async function claimTask({ taskId }: { taskId: TaskId }, ctx: Context): Promise<Task> {
  const row = await lockTask({ taskId }, ctx)
  const staff = guardWorker(row, ctx)
  guardAssignee(row.task, staff)
  await sql`update task set assignee_id = ${staff.id} where id = ${taskId}`.execute(ctx.tx)
  return changed(taskId, ctx)
}

/** Gives a task back to everybody who may do it. Refusals: taskNotYours, taskAlreadyCompleted. */
export async function returnTask({ taskId }: { taskId: TaskId }, ctx: Context): Promise<Task> {
  const row = await lockTask({ taskId }, ctx)
  const staff = guardWorker(row, ctx)
  if (row.task.assigneeId !== staff.id && !staff.roles.includes('supervisor')) throw new Refusal('taskNotYours')
  await sql`update task set assignee_id = null where id = ${taskId}`.execute(ctx.tx)
  return changed(taskId, ctx)
}
