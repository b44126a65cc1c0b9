import { type Definition, type Element, elementOf, isActivity, type SubProcess, type Trigger } from '../definition.ts'
import type { Run, Scope, Subscription, Timer, Token } from '../run.ts'
import { detailOf } from '../walk/detail.ts'
import { PROCESS, scopeOf } from '../walk/scopes.ts'
import { isInRound } from '../walk/watch.ts'

/** An event that is listened for. */
export type Watched = { id: string; trigger: Trigger }
/** Who listens: a token, or the process itself. `since` when. */
export type Listener = { token: Token | null; scopeNo: number; elementId: string | null; since: Date }

const HEARD: ReadonlySet<string> = new Set(['message', 'signal', 'condition', 'timer'])

/** All who may listen in an instance. */
export function listenersOf(run: Run): Listener[] {
  const root = run.scopes.all().find(({ parentNo }) => parentNo === null)
  const process = root ? [{ token: null, scopeNo: root.no, elementId: null, since: run.instance.startedAt }] : []
  const tokens = run.tokens.all().filter((token) => token.state === 'waiting' || holdsScope(run, token))
  return [...process, ...tokens.map((token) => ({ token, ...token }))]
}

const holdsScope = (run: Run, token: Token): boolean => scopeOf(run, token).elementId === token.elementId

/** What a listener listens for by its drawing, when it begins to. */
export function watchedBy(run: Run, listener: Listener, definition: Definition, element: Element | null): Watched[] {
  if (element === null) return startsOf(definition, definition.eventSubProcesses)
  const scope = run.scopes.get(listener.scopeNo)
  const role = scope && scope.elementId === listener.elementId ? detailOf(scope).role : null
  const isOneOfMany = role === 'body' && isInRound(run, listener, element)
  const events = eventsOf(definition, element, role).filter(({ trigger }) => HEARD.has(trigger.kind))
  return isOneOfMany ? events.filter(({ id }) => definition.elements.get(id)?.kind !== 'boundary') : events
}

type Role = ReturnType<typeof detailOf>['role'] | null

function eventsOf(definition: Definition, element: Element, role: Role): Watched[] {
  if (element.kind === 'catch') return [element]
  if (element.kind === 'eventGateway')
    return element.outgoing.map(({ to }) => elementOf(definition, to)).filter((event) => 'trigger' in event)
  if (!isActivity(element) || (role !== 'body' && role !== 'rounds')) return []
  const own = role === 'body' && element.kind === 'receiveTask' ? [element] : []
  const inner = role === 'body' && element.kind === 'subProcess' ? startsOf(definition, element.eventSubProcesses) : []
  return [...element.boundary, ...own, ...inner]
}

function startsOf(definition: Definition, ids: readonly string[]): Watched[] {
  return ids
    .map((id) => elementOf(definition, id))
    .filter((element): element is SubProcess => element.kind === 'subProcess')
    .map(({ start }) => elementOf(definition, start))
    .filter((start) => start.kind === 'start')
    .filter(({ trigger }) => HEARD.has(trigger.kind))
}

export const timersOf = (run: Run, { token }: Listener): Timer[] =>
  run.timers.all().filter(({ tokenNo }) => tokenNo === (token?.no ?? PROCESS))
export const subscriptionsOf = (run: Run, { token }: Listener): Subscription[] =>
  run.subscriptions.all().filter(({ tokenNo }) => tokenNo === (token?.no ?? null))

/** An interrupting event sub-process has begun in this scope: its level listens no more. */
export function isSilenced(run: Run, scope: Scope, definition: Definition): boolean {
  return run.scopes.all().some(({ parentNo, elementId }) => {
    const element = parentNo === scope.no && elementId !== null ? definition.elements.get(elementId) : undefined
    if (element?.kind !== 'subProcess' || !element.isTriggered) return false
    const start = definition.elements.get(element.start)
    return start?.kind === 'start' && start.isInterrupting
  })
}
