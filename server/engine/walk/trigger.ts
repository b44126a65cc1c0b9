import type { BoundaryEvent, CatchEvent, Element, ReceiveTask, StartEvent, SubProcess } from '../definition.ts'
import { elementOf } from '../definition.ts'
import type { Variables } from '../expression.ts'
import { type Run, record, type Scope, type Subscription, type Timer, type Token } from '../run.ts'
import { repeat } from '../timers.ts'
import { assign } from './assign.ts'
import { isBody } from './detail.ts'
import { finish } from './finish.ts'
import { interrupt, interruptInside } from './interrupt.ts'
import { leave, spawn } from './leave.ts'
import { openSubProcess } from './openSubProcess.ts'
import { dropWaits, elementAt, PROCESS, scopeOf } from './scopes.ts'

/** What was waited for has come: `variables` are what it brought. A subscription that is gone by now is nothing. */
export async function deliver(run: Run, awaited: Subscription, variables: Variables): Promise<void> {
  if (!run.subscriptions.get(awaited.no)) return
  record(run, 'triggered', awaited.elementId, awaited.tokenNo)
  const token = awaited.tokenNo === null ? null : (run.tokens.get(awaited.tokenNo) ?? null)
  await trigger(run, elementOf(run.definition, awaited.elementId), token, variables)
}

/** A timer is due. Answers false when its token is gone by now. */
export async function fireTimer(run: Run, timer: Timer): Promise<boolean> {
  const token = timer.tokenNo === PROCESS ? null : run.tokens.get(timer.tokenNo)
  if (!run.timers.get(timer.no) || token === undefined) return false
  const element = elementOf(run.definition, timer.elementId)
  record(run, 'timerFired', element.id, token?.no ?? null)
  // what interrupts takes its timers with it; the others may be due again
  if ('isInterrupting' in element && !element.isInterrupting) repeat(run, timer)
  else run.timers.drop(timer.no)
  await trigger(run, element, token, {})
  return true
}

async function trigger(run: Run, element: Element, token: Token | null, variables: Variables): Promise<void> {
  if (element.kind === 'boundary' && token) return triggerBoundary(run, token, element, variables)
  if (element.kind === 'start') return triggerStart(run, element, token, variables)
  if ((element.kind === 'catch' || element.kind === 'receiveTask') && token)
    return arrive(run, element, token, variables)
  throw new Error(`${element.id} waits for nothing`)
}

/** Of `host`, the token that stands at the activity or holds its scope. */
export async function triggerBoundary(run: Run, host: Token, boundary: BoundaryEvent, variables: Variables) {
  const scope = scopeOf(run, host)
  const outer = scope.elementId === host.elementId && scope.parentNo !== null ? scope.parentNo : scope.no
  if (!boundary.isInterrupting) {
    assign(run, outer, variables)
    spawn(run, outer, boundary.id)
    return
  }
  const outside = await interrupt(run, host)
  assign(run, outside.scopeNo, variables)
  run.tokens.put({ ...outside, elementId: boundary.id, state: 'ready', since: run.ctx.now, via: null })
}

async function triggerStart(run: Run, start: StartEvent, holder: Token | null, variables: Variables) {
  const owner = elementOf(run.definition, start.within ?? '')
  const scope = holder ? scopeOf(run, holder) : run.scopes.all().find(({ parentNo }) => parentNo === null)
  if (owner.kind !== 'subProcess' || !scope) throw new Error(`${start.id} starts nothing`)
  await triggerSubProcess(run, scope, holder, owner, start, variables)
}

/** An event sub-process begins in a scope; an interrupting one ends all else there, and the others stop listening. */
export async function triggerSubProcess(
  run: Run,
  scope: Scope,
  holder: Token | null,
  owner: SubProcess,
  start: StartEvent,
  variables: Variables,
): Promise<void> {
  if (start.isInterrupting) {
    await interruptInside(run, scope)
    dropListening(run, scope, holder)
  }
  assign(run, scope.no, variables)
  await openSubProcess(run, spawn(run, scope.no, owner.id, 'waiting'), owner)
}

function dropListening(run: Run, scope: Scope, holder: Token | null): void {
  const isStart = (elementId: string) => elementOf(run.definition, elementId).kind === 'start'
  for (const row of run.subscriptions.all())
    if (row.scopeNo === scope.no && isStart(row.elementId)) run.subscriptions.drop(row.no)
  for (const timer of run.timers.all())
    if (timer.tokenNo === (holder?.no ?? PROCESS) && isStart(timer.elementId)) run.timers.drop(timer.no)
}

/** The token goes on behind the event that came; at an event gateway it steps to it first. */
async function arrive(run: Run, element: CatchEvent | ReceiveTask, token: Token, variables: Variables): Promise<void> {
  const gateway = elementAt(run, token)
  const way = gateway.kind === 'eventGateway' ? gateway.outgoing.find(({ to }) => to === element.id) : undefined
  dropWaits(run, token)
  if (way) {
    record(run, 'left', gateway.id, token.no)
    record(run, 'taken', way.id, token.no)
    record(run, 'entered', element.id, token.no)
  }
  const here = { ...token, elementId: element.id }
  if (element.kind === 'receiveTask') {
    if (!way && !isBody(scopeOf(run, token), element.id)) throw new Error(`${element.id} does not wait`)
    return finish(run, here, element, variables)
  }
  assign(run, token.scopeNo, variables)
  leave(run, here, element)
}
