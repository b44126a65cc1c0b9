import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { TaskId } from '#shared/contract/ids'
import type { Task } from '#shared/contract/task'
import type { Context } from '../../db/context.ts'
import { changed } from './changed.ts'
import { noteEvent } from './events.ts'
import { guardAssignee, guardWorker, lockTask } from './guardTask.ts'

/** Takes a task for oneself. Refusals: taskAlreadyTaken, taskAlreadyCompleted, taskCancelled. */
export async function claimTask({ taskId }: { taskId: TaskId }, ctx: Context): Promise<Task> {
  const row = await lockTask({ taskId }, ctx)
  const worker = await guardWorker(row, ctx)
  guardAssignee(row.task, worker)
  await sql`update task set assignee_id = ${worker.id} where id = ${taskId}`.execute(ctx.tx)
  await noteEvent(taskId, { kind: 'claimed', forId: worker.forId }, ctx)
  return changed(taskId, ctx)
}

/** Gives a task back to everybody who may do it. Refusals: taskNotYours, taskAlreadyCompleted, taskCancelled. */
export async function returnTask({ taskId }: { taskId: TaskId }, ctx: Context): Promise<Task> {
  const row = await lockTask({ taskId }, ctx)
  const worker = await guardWorker(row, ctx)
  const isTheirs = row.task.assigneeId === worker.id || worker.forId !== null
  if (!isTheirs && !worker.roles.includes('supervisor')) throw new Refusal('taskNotYours')
  await sql`update task set assignee_id = null where id = ${taskId}`.execute(ctx.tx)
  await noteEvent(taskId, { kind: 'returned', forId: worker.forId }, ctx)
  return changed(taskId, ctx)
}
