import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { TaskId } from '#shared/contract/ids'
import type { Task, TaskForm } from '#shared/contract/task'
import type { Context } from '../../db/context.ts'
import { addMessage, startInteraction } from '../interaction/index.ts'
import { findTopic } from '../topic/index.ts'
import { changed } from './changed.ts'
import { noteEvent } from './events.ts'
import { guardAssignee, guardWorker, loadTask, lockTask, type Worker } from './guardTask.ts'
import { stepProcess } from './ports.ts'
import { fitsForm, outcomeOf } from './rules.ts'
import { selectTaskRow } from './sql.ts'

type Input = { taskId: TaskId; values: TaskForm }

/** Does a task. A step moves its process on. Refusals: wrongForm, taskAlreadyTaken, taskAlreadyCompleted, taskCancelled, instanceEnded, topicUnknown. */
export async function completeTask(input: Input, ctx: Context): Promise<Task> {
  const { task, token } = await loadTask(input, ctx)
  if (!token) return completeCallback(input, ctx)
  const { forId } = await guard(task, input.values, ctx)
  if (input.values.form === 'classify') await findTopic(input.values, ctx)
  // the instance is locked first, as timers do it; it ends the task through endTask
  await stepProcess().complete({ ...token, variables: variablesOf(input.values) }, ctx)
  await sql`update task set result = ${JSON.stringify(input.values)}::jsonb where id = ${task.id}`.execute(ctx.tx)
  await noteEvent(task.id, { kind: 'completed', forId }, ctx)
  return (await selectTaskRow(ctx, task.id)).task
}

async function guard(task: Task, values: TaskForm, ctx: Context): Promise<Worker> {
  const worker = await guardWorker(task, ctx)
  guardAssignee(task, worker)
  if (!fitsForm(task.form, values)) throw new Refusal('wrongForm', { form: task.form })
  return worker
}

function variablesOf({ form, ...values }: TaskForm): Record<string, unknown> {
  return form === 'return' ? { ...values, decision: 'return' } : values
}

/** Ends a task that is no step: a call back, or telling a consumer. What came of it stands on the timeline. */
export async function completeCallback(input: Input, ctx: Context): Promise<Task> {
  const { task } = await lockTask(input, ctx)
  const staff = await guard(task, input.values, ctx)
  await sql`
    update task set state = 'done', done_at = ${ctx.now}, done_by = ${staff.id}, done_for = ${staff.forId}, assignee_id = coalesce(assignee_id, ${staff.id}),
      result = ${JSON.stringify(input.values)}::jsonb where id = ${task.id}`.execute(ctx.tx)
  await noteEvent(task.id, { kind: 'completed', forId: staff.forId }, ctx)
  const isNotice = task.kind === 'contact'
  const interaction = await startInteraction(
    {
      consumerId: task.consumerId,
      branchId: task.branchId,
      channel: isNotice ? 'notice' : 'note',
      direction: isNotice ? 'out' : 'inside',
      state: 'ended',
      subject: task.title,
      address: task.address,
      caseId: task.caseId,
      threadId: task.interactionId,
      staffId: staff.id,
    },
    ctx,
  )
  await addMessage(
    {
      interactionId: interaction.id,
      author: 'staff',
      authorName: staff.name,
      text: outcomeOf(input.values, task.note),
    },
    ctx,
  )
  return changed(task.id, ctx)
}
