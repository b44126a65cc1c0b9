import type { Trigger } from '../definition.ts'
import { type Run, type Subscription, type Timer, variablesSeen } from '../run.ts'
import { whenOf } from '../timers.ts'
import { evaluateIn } from '../walk/assign.ts'
import { keyOf, watch } from '../walk/watch.ts'
import { oldElement, type Plan } from './plan.ts'
import {
  isSilenced,
  type Listener,
  listenersOf,
  subscriptionsOf,
  timersOf,
  type Watched,
  watchedBy,
} from './watched.ts'

type Pair = { old: Listener; before: Watched[] }

/**
 * Timers and subscriptions go with whoever listens; what the new drawing has beyond the old one is listened for from now. What has
 * fired already and listens no more does not begin again. `moveAll` moves the tokens between the look at the old and the new drawing.
 */
export async function moveListening(run: Run, plan: Plan, moveAll: () => void): Promise<void> {
  const pairs: Pair[] = listenersOf(run).map((old) => ({
    old,
    before: watchedBy(run, old, plan.old, old.elementId === null ? null : oldElement(plan, old.elementId)),
  }))
  moveAll()
  for (const { old, before } of pairs) {
    const token = old.token && (run.tokens.get(old.token.no) ?? null)
    const now = { ...old, token, elementId: token?.elementId ?? null }
    const element = now.elementId === null ? null : (plan.next.elements.get(now.elementId) ?? null)
    const after = watchedBy(run, now, plan.next, element)
    for (const timer of timersOf(run, old)) await moveTimer(run, plan, timer, now, after)
    for (const one of subscriptionsOf(run, old)) moveSubscription(run, plan, one, after)
    for (const event of after) if (isNew(run, plan, now, before, event)) await watch(run, now.scopeNo, token, event)
  }
}

function isNew(run: Run, plan: Plan, listener: Listener, before: readonly Watched[], event: Watched): boolean {
  if (before.some(({ id }) => plan.to(id)?.id === event.id)) return false
  // what a token stands at itself is listened for by the very row that was moved
  if (event.id === listener.elementId) return false
  const element = plan.next.elements.get(event.id)
  const scope = run.scopes.get(listener.scopeNo)
  return !(element?.kind === 'start' && scope && isSilenced(run, scope, plan.next))
}

const targetOf = (plan: Plan, elementId: string, after: readonly Watched[]): Watched | undefined =>
  plan.isGivenUp(elementId) ? undefined : after.find(({ id }) => id === plan.to(elementId)?.id)

/** A timer keeps its time; where the drawing has another rule, it is reckoned anew from when the wait began. */
async function moveTimer(
  run: Run,
  plan: Plan,
  timer: Timer,
  listener: Listener,
  after: readonly Watched[],
): Promise<void> {
  const target = targetOf(plan, timer.elementId, after)
  const before = triggerOf(plan, timer.elementId)
  if (target?.trigger.kind !== 'timer' || before?.kind !== 'timer') {
    run.timers.drop(timer.no)
    return
  }
  const moved = { ...timer, elementId: target.id }
  const { kind, expression } = target.trigger.timer
  if (kind === before.timer.kind && expression.text === before.timer.expression.text) {
    run.timers.put(moved)
    return
  }
  const text = String(evaluateIn(run, listener.scopeNo, expression))
  const when = await whenOf(run, kind, text, variablesSeen(run, listener.scopeNo), listener.since)
  run.timers.put({ ...moved, ...when, tryAt: when.dueAt, attempts: 0, failure: null })
}

function moveSubscription(run: Run, plan: Plan, one: Subscription, after: readonly Watched[]): void {
  const target = targetOf(plan, one.elementId, after)
  const before = triggerOf(plan, one.elementId)
  if (!target || before?.kind !== target.trigger.kind) run.subscriptions.drop(one.no)
  else run.subscriptions.put({ ...one, elementId: target.id, ...heard(run, one, before, target) })
}

function heard(run: Run, one: Subscription, before: Trigger, { id, trigger }: Watched): Partial<Subscription> {
  if (trigger.kind === 'signal') return { name: trigger.name }
  if (trigger.kind === 'condition' && before.kind === 'condition')
    // another condition is asked as if it had never been
    return { name: id, key: trigger.condition.text === before.condition.text ? one.key : 'false' }
  if (trigger.kind !== 'message' || before.kind !== 'message') return {}
  const isSameKey = trigger.key?.text === before.key?.text
  return { name: trigger.name, key: isSameKey ? one.key : keyOf(run, one.scopeNo, trigger.key) }
}

function triggerOf(plan: Plan, elementId: string): Trigger | undefined {
  const element = oldElement(plan, elementId)
  return 'trigger' in element ? element.trigger : undefined
}
