import type { SendTask, ServiceTask } from '../definition.ts'
import type { Failure } from '../guarded.ts'
import { execution, type Run, setVariables, type Token } from '../run.ts'
import { inputOf } from './assign.ts'
import { isBody } from './detail.ts'
import { fail } from './fail.ts'
import { finish } from './finish.ts'
import { callerAt } from './interrupt.ts'
import { runPiece } from './piece.ts'
import { raise } from './raise.ts'
import { elementAt, openScope, scopeOf } from './scopes.ts'
import { watchBoundary } from './watch.ts'

/**
 * Work outside: the token waits, the call leaves with the advance. A token that failed here and is tried again still stands in the scope
 * of its first try, so its call bears the same key, and the other side can tell that it has done this already.
 */
export async function callOutside(
  run: Run,
  token: Token,
  element: ServiceTask | SendTask,
  binding: string,
): Promise<void> {
  const input = inputOf(run, token, element)
  const isAgain = isBody(scopeOf(run, token), element.id)
  const holder = isAgain ? run.tokens.put({ ...token, state: 'waiting', since: run.ctx.now }) : openScope(run, token)
  if (!isAgain) {
    setVariables(run, holder.scopeNo, input)
    await watchBoundary(run, holder, element)
  }
  run.posts.push({
    ...{ kind: 'outside', binding, retries: element.retries },
    key: `${run.instance.id}/${holder.no}/${holder.scopeNo}`,
    caller: callerAt(run, holder),
    execution: execution(run, holder, element, input),
  })
}

/** No further attempt is made by itself. The token keeps its scope, and what watches over its activity goes on doing so. */
export const failOutside = (run: Run, token: Token, failure: Failure): void => fail(run, token, failure)

/** The answer has come. Where it cannot be kept, the drawing has to be mended: an incident. */
export async function answerOutside(run: Run, token: Token, result: Record<string, unknown>): Promise<void> {
  const element = elementAt(run, token)
  if (element.kind !== 'serviceTask' && element.kind !== 'sendTask') throw new Error(`${element.id} calls nobody`)
  const done = await runPiece(run, true, () => finish(run, token, element, result))
  if (!done.isDone) fail(run, token, done.failure)
}

/** The other side has refused: an error of the business, for the drawing to catch. */
export async function raiseOutside(run: Run, token: Token, code: string, message: string): Promise<void> {
  if (!(await raise(run, token, { kind: 'error', code })))
    fail(run, token, { code: 'errorUncaught', message: `${code}: ${message}` })
}
