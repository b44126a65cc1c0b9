import { Refusal } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import { advance, closeScope, leave } from './advance.ts'
import { elementOf } from './definition.ts'
import type { Variables } from './expression.ts'
import { flush } from './flush.ts'
import { execution, type Run, setVariables, type Token } from './run.ts'
import { openRun } from './store.ts'
import type { Works } from './work.ts'

export type CompleteInput = { instanceId: string; variables: Variables } & ({ tokenNo: number } | { elementId: string })

/** Completes a waiting user task and runs on to the next wait state. Refusals: instanceEnded, taskAlreadyCompleted, taskFailed. */
export async function completeTask(works: Works, input: CompleteInput, ctx: Context): Promise<{ isEnded: boolean }> {
  const run = await openRun(works, input.instanceId, ctx)
  if (run.instance.state !== 'active') throw new Refusal('instanceEnded')
  const token = waitingToken(run, input)
  const element = elementOf(run.definition, token.elementId)
  await run.work.taskLeft(execution(run, token, element), 'completed', ctx)
  const outside = closeScope(run, token)
  setVariables(run, outside.scopeNo, input.variables)
  leave(run, outside, element)
  await advance(run)
  await flush(run)
  return { isEnded: run.instance.state !== 'active' }
}

function waitingToken(run: Run, input: CompleteInput): Token {
  const isMeant = (token: Token) =>
    'tokenNo' in input ? token.no === input.tokenNo : token.elementId === input.elementId
  const token = run.tokens
    .all()
    .find((candidate) => isMeant(candidate) && elementOf(run.definition, candidate.elementId).kind === 'userTask')
  if (!token) throw new Refusal('taskAlreadyCompleted')
  if (token.state === 'failed') throw new Refusal('taskFailed')
  return token
}
