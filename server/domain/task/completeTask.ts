import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { FormValues } from '#shared/contract/form'
import type { TaskId } from '#shared/contract/ids'
import type { OutcomeForm, SaidOutcome } from '#shared/contract/outcomeForm'
import type { Task, TaskForm } from '#shared/contract/task'
import type { TopicCode } from '#shared/contract/topic'
import { readOutcome } from '#shared/rules/outcomeForm'
import type { Context } from '../../db/context.ts'
import { addMessage, startInteraction } from '../interaction/index.ts'
import { findTopic } from '../topic/index.ts'
import { changed } from './changed.ts'
import { noteEvent } from './events.ts'
import { guardAssignee, guardWorker, loadTask, lockTask, type Worker } from './guardTask.ts'
import { stepProcess } from './ports.ts'
import { fitsForm, outcomeOf } from './rules.ts'
import { selectTaskRow, type TaskRow } from './sql.ts'

type Input = { taskId: TaskId; values: TaskForm }

/** Does a task. A step moves its process on. Refusals: wrongForm, formIncomplete, valuesRefused, taskAlreadyTaken, taskAlreadyCompleted, taskCancelled, instanceEnded, topicUnknown. */
export async function completeTask(input: Input, ctx: Context): Promise<Task> {
  const row = await loadTask(input, ctx)
  const { task, token } = row
  if (!token) return completeCallback(input, ctx)
  const { forId } = await guard(row, input.values, ctx)
  if (input.values.form === 'classify') await guardTopic(input.values, ctx)
  // the instance is locked first, as timers do it; it ends the task through endTask
  const variables =
    input.values.form === 'own' ? await filledIn(token, input.values.values, ctx) : variablesOf(task, input.values)
  await stepProcess().complete({ ...token, variables }, ctx)
  await sql`update task set result = ${JSON.stringify(input.values)}::jsonb where id = ${task.id}`.execute(ctx.tx)
  await noteEvent(task.id, { kind: 'completed', forId }, ctx)
  return (await selectTaskRow(ctx, task.id)).task
}

/** Judged by the form of the version that the instance runs. Refusal: valuesRefused, with every field and why. */
async function filledIn(token: { instanceId: string; tokenNo: number }, given: FormValues, ctx: Context) {
  const { values, problems } = await stepProcess().readForm(token, given, ctx)
  if (problems.length > 0) throw new Refusal('valuesRefused', { problems })
  return values
}

async function guard(row: TaskRow, values: TaskForm, ctx: Context): Promise<Worker> {
  const worker = await guardWorker(row, ctx)
  guardAssignee(row.task, worker)
  if (!fitsForm(row.task.form, values)) throw new Refusal('wrongForm', { form: row.task.form })
  return worker
}

/** An appeal stays an appeal. Refusal: topicUnknown. */
async function guardTopic({ topic }: { topic: TopicCode }, ctx: Context) {
  const { process } = await findTopic({ topic }, ctx)
  if (process !== 'appeal') throw new Refusal('topicUnknown', { topic })
}

function variablesOf({ outcomes }: Task, said: TaskForm): Record<string, unknown> {
  if (said.form === 'outcome') return { ...readSaid(outcomes, said), decision: said.outcome }
  const { form, ...values } = said
  return form === 'return' ? { ...values, decision: 'return' } : values
}

/** Refusal: formIncomplete, with what is wrong by field. */
function readSaid(form: OutcomeForm | null, said: SaidOutcome): Record<string, unknown> {
  if (!form) throw new Refusal('wrongForm')
  const read = readOutcome(form, said)
  if ('problems' in read) throw new Refusal('formIncomplete', { problems: read.problems })
  return read.values
}

/** Ends a task that is no step: a call back, or telling a consumer. What came of it stands on the timeline. */
export async function completeCallback(input: Input, ctx: Context): Promise<Task> {
  const row = await lockTask(input, ctx)
  const staff = await guard(row, input.values, ctx)
  const { task } = row
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
