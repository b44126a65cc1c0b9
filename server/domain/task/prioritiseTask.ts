import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { TaskId } from '#shared/contract/ids'
import type { Task } from '#shared/contract/task'
import type { Context } from '../../db/context.ts'
import { changed } from './changed.ts'
import { noteEvent } from './events.ts'
import { guardOpen, lockTask } from './guardTask.ts'

type Input = { taskId: TaskId; priority: number; reason: string }

/** How urgent a task is; the reason stays with it. Refusals: samePriority, taskAlreadyCompleted, taskCancelled. */
export async function prioritiseTask({ taskId, priority, reason }: Input, ctx: Context): Promise<Task> {
  const { task } = await lockTask({ taskId }, ctx)
  guardOpen(task)
  if (task.priority === priority) throw new Refusal('samePriority')
  await sql`update task set priority = ${priority} where id = ${taskId}`.execute(ctx.tx)
  await noteEvent(taskId, { kind: 'prioritised', note: reason }, ctx)
  return changed(taskId, ctx)
}
