import { activityOf } from '../definition.ts'
import type { Variables } from '../expression.ts'
import type { Failure } from '../guarded.ts'
import { type Caller, ROOT_SCOPE, type Run, type Scope, setVariables, type Token } from '../run.ts'
import { detailOf } from './detail.ts'
import { fail } from './fail.ts'
import { finish } from './finish.ts'
import { interrupt, interruptInside } from './interrupt.ts'
import { spawn } from './leave.ts'
import { PROCESS, scopeOf } from './scopes.ts'
import { watchEventSubProcesses } from './watch.ts'

export { advance } from './advance.ts'
export { interrupt } from './interrupt.ts'
export { answerOutside, failOutside, raiseOutside } from './outside.ts'
export { RaisedError, runPiece } from './piece.ts'
export { type Raised, raise } from './raise.ts'
export { closeIncidents, closeScope, dropToken } from './scopes.ts'
export { skip } from './skip.ts'
export { deliver, fireTimer } from './trigger.ts'

/** Puts the first token of a fresh run. `startId`: the start event that was triggered; without it the plain start. */
export async function begin(run: Run, variables: Variables, startId?: string): Promise<void> {
  run.scopes.put({ no: run.instance.nextNo++, parentNo: null, elementId: null, detail: null })
  setVariables(run, ROOT_SCOPE, variables)
  await watchEventSubProcesses(run, ROOT_SCOPE, null, run.definition.eventSubProcesses)
  spawn(run, ROOT_SCOPE, startId ?? run.definition.start)
}

/** A waiting activity (a user task, a called process, work outside) is done; `advance` moves on. Throws when its `output` fails. */
export async function finishActivity(run: Run, token: Token, result: Variables): Promise<void> {
  await finish(run, token, activityOf(run.definition, token.elementId), result)
}

/** The token that still waits for a process it called; undefined once it was interrupted. */
export function waitOf(run: Run, { tokenNo, scopeNo }: Caller): Token | undefined {
  const token = run.tokens.get(tokenNo)
  return token?.scopeNo === scopeNo && token.state === 'waiting' ? token : undefined
}

/** What was waited for cannot come: the activity is left, and an operator may have it tried again. */
export async function failWaiting(run: Run, token: Token, failure: Failure): Promise<void> {
  fail(run, await interrupt(run, token), failure)
}

/** Ends everything that goes on in an instance; whoever works for it is told. */
export async function cancelAll(run: Run): Promise<void> {
  const root = run.scopes.get(ROOT_SCOPE)
  if (root) await interruptInside(run, root, 'cancelled')
  for (const awaited of run.subscriptions.all()) run.subscriptions.drop(awaited.no)
  for (const timer of run.timers.all()) if (timer.tokenNo === PROCESS) run.timers.drop(timer.no)
}

/** The scope whose level a token stands on, or whose activity it holds; undefined where that is no level of the drawing: in rounds. */
export function levelAround(run: Run, token: Token): Scope | undefined {
  const own = scopeOf(run, token)
  const isHolder = own.elementId === token.elementId && own.parentNo !== null && detailOf(own).role !== 'round'
  const around = isHolder ? run.scopes.get(own.parentNo ?? 0) : own
  return around && detailOf(around).role === 'body' ? around : undefined
}
