import { advance, closeScope, leave } from './advance.ts'
import { type Element, elementOf } from './definition.ts'
import { execution, nextNo, type Run, record, type Timer, type Token } from './run.ts'
import { dropTimersOf, repeat } from './timers.ts'

/** Fires a timer whose time has come and runs on. Answers false when a completion, or another server, was there first. */
export async function runFromTimer(run: Run, no: number): Promise<boolean> {
  const timer = run.timers.get(no)
  const token = timer && run.tokens.get(timer.tokenNo)
  if (!timer || timer.tryAt > run.ctx.now) return false
  if (!token || run.instance.state !== 'active') {
    // nothing waits for it any more: left there it would be due for ever
    run.timers.drop(no)
    return false
  }
  const event = elementOf(run.definition, timer.elementId)
  if (event.kind !== 'boundaryTimer' && event.kind !== 'timerCatch') throw new Error(`${event.id} is no timer`)
  record(run, 'timerFired', event.id, token.no)
  if (event.kind === 'timerCatch') goOn(run, token, event)
  else if (event.isInterrupting) await interrupt(run, token, event.id)
  else branchOff(run, timer, token, event.id)
  await advance(run)
  return true
}

function goOn(run: Run, token: Token, event: Element) {
  dropTimersOf(run, token)
  leave(run, token, event)
}

async function interrupt(run: Run, token: Token, boundaryId: string) {
  await run.work.taskLeft(execution(run, token, elementOf(run.definition, token.elementId)), 'interrupted', run.ctx)
  run.tokens.put({
    ...closeScope(run, token),
    elementId: boundaryId,
    state: 'ready',
    since: run.ctx.now,
    via: null,
  })
}

/** A second token runs from the event, in the scope around the task; the task goes on waiting. */
function branchOff(run: Run, timer: Timer, token: Token, boundaryId: string) {
  repeat(run, timer)
  const scopeNo = run.scopes.get(token.scopeNo)?.parentNo ?? token.scopeNo
  run.tokens.put({
    no: nextNo(run),
    scopeNo,
    elementId: boundaryId,
    state: 'ready',
    since: run.ctx.now,
    via: null,
  })
}
