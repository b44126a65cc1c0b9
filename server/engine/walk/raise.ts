import { type BoundaryEvent, elementOf, isActivity, type StartEvent, type SubProcess } from '../definition.ts'
import { type Run, record, type Scope, type Token } from '../run.ts'
import { detailOf, isBody, isRound } from './detail.ts'
import { elementAt, holderOf, scopeOf } from './scopes.ts'
import { triggerBoundary, triggerSubProcess } from './trigger.ts'
import { startOf } from './watch.ts'

export type Raised = { kind: 'error' | 'escalation'; code: string }

/** Looks outwards from a token for who catches an error or an escalation: event sub-processes, then boundary events. Answers whether somebody did. */
export async function raise(run: Run, from: Token, raised: Raised): Promise<boolean> {
  const element = elementAt(run, from)
  let scope = scopeOf(run, from)
  if (isActivity(element) && !isBody(scope, element.id) && !isRound(scope, element.id)) {
    const boundary = catching(element.boundary, raised)
    if (boundary) return caught(run, boundary, triggerBoundary(run, from, boundary, {}))
  }
  for (let isFromEvent = false; ; ) {
    if (!isFromEvent && (await caughtInside(run, scope, raised))) return true
    if (await caughtAround(run, scope, raised)) return true
    const parent = scope.parentNo === null ? undefined : run.scopes.get(scope.parentNo)
    if (!parent) return false
    isFromEvent = isTriggered(run, scope)
    scope = parent
  }
}

async function caught(run: Run, by: BoundaryEvent | StartEvent, work: Promise<void>): Promise<true> {
  record(run, 'triggered', by.id, null)
  await work
  return true
}

/** What an event sub-process throws is not caught by its own level again. */
function isTriggered(run: Run, { elementId }: Scope): boolean {
  const element = elementId === null ? null : elementOf(run.definition, elementId)
  return element?.kind === 'subProcess' && element.isTriggered
}

async function caughtInside(run: Run, scope: Scope, raised: Raised): Promise<boolean> {
  const starts = eventSubProcesses(run, scope).map((owner) => ({ owner, start: startOf(run, owner) }))
  const start = catching(
    starts.map((one) => one.start),
    raised,
  )
  const owner = starts.find((one) => one.start === start)?.owner
  if (!start || !owner) return false
  return caught(run, start, triggerSubProcess(run, scope, holderOf(run, scope) ?? null, owner, start, {}))
}

function eventSubProcesses(run: Run, scope: Scope): SubProcess[] {
  const element = scope.elementId === null ? run.definition : elementOf(run.definition, scope.elementId)
  if (detailOf(scope).role !== 'body' || !('eventSubProcesses' in element)) return []
  return element.eventSubProcesses
    .map((id) => elementOf(run.definition, id))
    .filter((inner) => inner.kind === 'subProcess')
}

/** A boundary event belongs to all rounds of its activity together. */
async function caughtAround(run: Run, scope: Scope, raised: Raised): Promise<boolean> {
  const { role } = detailOf(scope)
  if (scope.elementId === null || scope.parentNo === null || (role !== 'body' && role !== 'rounds')) return false
  const element = elementOf(run.definition, scope.elementId)
  const around = run.scopes.get(scope.parentNo)
  const holder = holderOf(run, scope)
  if (!isActivity(element) || !holder || (around && isRound(around, element.id))) return false
  const boundary = catching(element.boundary, raised)
  return boundary ? caught(run, boundary, triggerBoundary(run, holder, boundary, {})) : false
}

/** Who names the code goes before who takes any. */
function catching<Event extends BoundaryEvent | StartEvent>(events: readonly Event[], { kind, code }: Raised) {
  const fit = events.filter(({ trigger }) => trigger.kind === kind)
  const named = fit.find(({ trigger }) => 'code' in trigger && trigger.code === code)
  return named ?? fit.find(({ trigger }) => 'code' in trigger && trigger.code === null)
}
