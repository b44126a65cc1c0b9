import type { TaskId } from '#shared/contract/ids'
import type { Task } from '#shared/contract/task'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { selectTaskRow } from './sql.ts'

/** Announces `taskChanged` with the task as it now stands. */
export async function changed(taskId: TaskId, ctx: Context): Promise<Task> {
  const { task } = await selectTaskRow(ctx, taskId)
  await announce(ctx, 'taskChanged', { task })
  return task
}
