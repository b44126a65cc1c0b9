import { sql } from 'kysely'
import type { Handlers } from '#shared/contract/contract'
import type { CaseId, TaskId } from '#shared/contract/ids'
import type { Task, taskEndpoints } from '#shared/contract/task'
import type { Context } from '../../db/context.ts'
import { claimTask, returnTask } from './claimTask.ts'

import { completeTask } from './completeTask.ts'
import { loadTask } from './guardTask.ts'
import { listTasks } from './listTasks.ts'
import { selectTasks } from './sql.ts'

export { changeStep } from './changeStep.ts'
export { completeCallback } from './completeTask.ts'
export { createTask, type NewTask } from './createTask.ts'
export { cancelTasksOfCase, endTask, escalateOverdue, moveTasksOfCase } from './endTask.ts'
export { connectStepProcess, type StepProcess } from './ports.ts'
export { retellTask } from './retellTask.ts'

export { completeTask }

const openTask = async (input: { taskId: TaskId }, ctx: Context): Promise<Task> => (await loadTask(input, ctx)).task

/** All tasks of a case, open ones first, then the newest. */
export const listTasksOfCase = ({ caseId }: { caseId: CaseId }, ctx: Context): Promise<Task[]> =>
  selectTasks(ctx, sql`where t.case_id = ${caseId} order by t.state <> 'open', t.created_at desc, t.id desc`)

export const taskHandlers: Handlers<typeof taskEndpoints, Context> = {
  listTasks,
  openTask,
  claimTask,
  returnTask,
  completeTask,
}
