import { Refusal } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import { elementOf } from './definition.ts'
import type { Variables } from './expression.ts'
import { execution, type Run, type Task, type Token } from './run.ts'
import { advanceOne } from './store.ts'
import { advance, finishActivity } from './walk/index.ts'
import type { Works } from './work.ts'

/**
 * Which task: its number, or the step it stands at. A number of a token alone would mean whatever step the token has come to since;
 * with the step beside it, a repeat is told from the next task of the same token.
 */
export type TaskMeant = { taskNo: number } | { tokenNo: number; elementId?: string } | { elementId: string }
export type CompleteInput = { instanceId: string; variables: Variables } & TaskMeant
export type Completed = { isEnded: boolean }

/** Completes a waiting user task and runs on to the next wait state. Refusals: instanceEnded, taskAlreadyCompleted, taskFailed. */
export const completeTask = (works: Works, input: CompleteInput, ctx: Context): Promise<Completed> =>
  advanceOne(works, input.instanceId, ctx, (run) => runFromTask(run, input))

export async function runFromTask(run: Run, input: CompleteInput): Promise<Completed> {
  if (run.instance.state !== 'active') throw new Refusal('instanceEnded')
  const { task, token } = waitingTask(run, input)
  const element = elementOf(run.definition, task.elementId)
  run.completedTasks.add(task.no)
  await run.work.taskLeft(execution(run, token, element), 'completed', run.ctx)
  await finishActivity(run, token, input.variables)
  await advance(run)
  return { isEnded: run.instance.state !== 'active' }
}

function waitingTask(run: Run, input: CompleteInput): { task: Task; token: Token } {
  const task = run.tasks.all().find((candidate) => isMeant(candidate, input))
  const token = task && run.tokens.get(task.tokenNo)
  if (task && token) return { task, token }
  const failed = run.tokens.all().some((one) => one.state === 'failed' && isAt(run, one, input))
  throw new Refusal(failed ? 'taskFailed' : 'taskAlreadyCompleted')
}

function isMeant(task: Task, input: CompleteInput): boolean {
  if ('taskNo' in input) return task.no === input.taskNo
  if ('tokenNo' in input && task.tokenNo !== input.tokenNo) return false
  return input.elementId === undefined || task.elementId === input.elementId
}

/** A task that could not be made has no row: its token stands at the step all the same. */
function isAt({ definition }: Run, token: Token, input: CompleteInput): boolean {
  if ('taskNo' in input || elementOf(definition, token.elementId).kind !== 'userTask') return false
  if ('tokenNo' in input && token.no !== input.tokenNo) return false
  return input.elementId === undefined || token.elementId === input.elementId
}
