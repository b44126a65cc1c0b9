import { sql } from 'kysely'
import type { Handlers } from '#shared/contract/contract'
import type { CaseId, TaskId } from '#shared/contract/ids'
import type { Task, taskEndpoints } from '#shared/contract/task'
import type { Context } from '../../db/context.ts'
import { claimTask, returnTask } from './claimTask.ts'
import { completeTask } from './completeTask.ts'
import { delegateTask, listColleagues } from './delegateTask.ts'
import { listTaskEvents } from './events.ts'
import { loadTask } from './guardTask.ts'
import { listTasks } from './listTasks.ts'
import { stepProcess } from './ports.ts'
import { prioritiseTask } from './prioritiseTask.ts'
import { selectTaskRows, selectTasks } from './sql.ts'

export { changeStep } from './changeStep.ts'
export { completeCallback } from './completeTask.ts'
export { createTask, type NewTask } from './createTask.ts'
export { cancelTasksOfCase, endTask, escalateOverdue, moveTasksOfCase, postponeDraft } from './endTask.ts'
export { taskFollower } from './followCalendar.ts'
export { connectStepProcess, type StepProcess } from './ports.ts'
export { retellTask } from './retellTask.ts'

export { completeTask }

const openTask = async (input: { taskId: TaskId }, ctx: Context): Promise<Task> => (await loadTask(input, ctx)).task

async function openTaskForm(input: { taskId: TaskId }, ctx: Context) {
  const { task, token } = await loadTask(input, ctx)
  return {
    form: token && task.form === 'own' && task.state === 'open' ? await stepProcess().openForm(token, ctx) : null,
  }
}

/** Open steps of some instances, by the instance they are steps of. */
export async function openStepsOf({ instanceIds }: { instanceIds: readonly string[] }, ctx: Context) {
  const rows = await selectTaskRows(
    ctx,
    sql`where t.instance_id = any(${[...instanceIds]}::uuid[]) and t.state = 'open' order by t.created_at, t.id`,
  )
  return rows.flatMap(({ task, token }) => (token ? [{ instanceId: token.instanceId, task }] : []))
}

/** All tasks of a case, open ones first, then the newest. */
export const listTasksOfCase = ({ caseId }: { caseId: CaseId }, ctx: Context): Promise<Task[]> =>
  selectTasks(ctx, sql`where t.case_id = ${caseId} order by t.state <> 'open', t.created_at desc, t.id desc`)

export const taskHandlers: Handlers<typeof taskEndpoints, Context> = {
  listTasks,
  openTask,
  openTaskForm,
  claimTask,
  returnTask,
  completeTask,
  listColleagues,
  listTaskEvents,
  delegateTask,
  prioritiseTask,
}
