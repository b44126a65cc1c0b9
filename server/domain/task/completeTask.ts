import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { FormValues } from '#shared/contract/form'
import type { TaskId } from '#shared/contract/ids'
import type { Task, TaskForm } from '#shared/contract/task'
import { type Context, staffOf } from '../../db/context.ts'
import { addMessage, startInteraction } from '../interaction/index.ts'
import { findTopic } from '../topic/index.ts'
import { changed } from './changed.ts'
import { guardAssignee, guardWorker, loadTask, lockTask } from './guardTask.ts'
import { stepProcess } from './ports.ts'
import { fitsForm, outcomeOf } from './rules.ts'
import { selectTaskRow } from './sql.ts'

type Input = { taskId: TaskId; values: TaskForm }

/** Does a task. A step moves its process on. Refusals: wrongForm, valuesRefused, taskAlreadyTaken, taskAlreadyCompleted, instanceEnded, topicUnknown. */
export async function completeTask(input: Input, ctx: Context): Promise<Task> {
  const { task, token } = await loadTask(input, ctx)
  if (!token) return completeCallback(input, ctx)
  guard(task, input.values, ctx)
  if (input.values.form === 'classify') await findTopic(input.values, ctx)
  // the instance is locked first, as timers do it; it ends the task through endTask
  const variables =
    input.values.form === 'own' ? await filledIn(token, input.values.values, ctx) : variablesOf(input.values)
  await stepProcess().complete({ ...token, variables }, ctx)
  await sql`update task set result = ${JSON.stringify(input.values)}::jsonb where id = ${task.id}`.execute(ctx.tx)
  return (await selectTaskRow(ctx, task.id)).task
}

/** Judged by the form of the version that the instance runs. Refusal: valuesRefused, with every field and why. */
async function filledIn(token: { instanceId: string; tokenNo: number }, given: FormValues, ctx: Context) {
  const { values, problems } = await stepProcess().readForm(token, given, ctx)
  if (problems.length > 0) throw new Refusal('valuesRefused', { problems })
  return values
}

function guard(task: Task, values: TaskForm, ctx: Context) {
  guardAssignee(task, guardWorker(task, ctx))
  if (!fitsForm(task.form, values)) throw new Refusal('wrongForm', { form: task.form })
}

function variablesOf({ form, ...values }: TaskForm): Record<string, unknown> {
  return form === 'return' ? { ...values, decision: 'return' } : values
}

/** Ends a task that is no step: a call back, or telling a consumer. What came of it stands on the timeline. */
export async function completeCallback(input: Input, ctx: Context): Promise<Task> {
  const { task } = await lockTask(input, ctx)
  guard(task, input.values, ctx)
  const staff = staffOf(ctx)
  await sql`
    update task set state = 'done', done_at = ${ctx.now}, done_by = ${staff.id}, assignee_id = coalesce(assignee_id, ${staff.id}),
      result = ${JSON.stringify(input.values)}::jsonb where id = ${task.id}`.execute(ctx.tx)
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
