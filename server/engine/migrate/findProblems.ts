import type { Element } from '../definition.ts'
import type { Run, Token } from '../run.ts'
import { type Done, detailOf } from '../walk/detail.ts'
import { scopeOf } from '../walk/scopes.ts'
import { oldElement, type Plan } from './plan.ts'
import type { MigrationProblem, MigrationProblemCode } from './problems.ts'
import { difference } from './same.ts'
import { listenersOf, subscriptionsOf, timersOf, watchedBy } from './watched.ts'

type Note = (code: MigrationProblemCode, elementId: string, to?: Element) => void

/** Everything that keeps an instance from going; empty: it can, as far as its drawing says. */
export function findProblems(run: Run, plan: Plan): MigrationProblem[] {
  const found = new Map<string, MigrationProblem>()
  const note: Note = (code, elementId, to) => {
    found.set(`${code} ${elementId}`, { code, elementId, toElementId: to?.id ?? null })
  }
  for (const token of run.tokens.all()) checkToken(run, plan, token, note)
  checkJoins(run, plan, note)
  checkListening(run, plan, note)
  for (const scope of run.scopes.all()) checkUndoing(plan, doneIn(detailOf(scope)), note)
  return [...found.values()]
}

function checkToken(run: Run, plan: Plan, token: Token, note: Note): void {
  const from = oldElement(plan, token.elementId)
  const to = plan.to(from.id)
  if (!to) {
    note('noCounterpart', from.id)
    return
  }
  const level = from.within === null ? null : (plan.to(from.within)?.id ?? '')
  if (level !== to.within) note('levelDiffers', from.id, to)
  const differs = difference(from, to)
  if (differs !== null && !(isFree(run, token) && mayBeEntered(to))) note(differs, from.id, to)
}

/** What failed before it began to wait will be entered anew, whatever it is now: that is how a drawing is mended. */
const isFree = (run: Run, token: Token): boolean =>
  token.state === 'failed' && scopeOf(run, token).elementId !== token.elementId

const mayBeEntered = (element: Element): boolean =>
  element.kind !== 'start' && element.kind !== 'boundary' && !(element.kind === 'subProcess' && element.isTriggered)

/** Ways into a join are counted: each that a token came by must be a way of its own again. */
function checkJoins(run: Run, plan: Plan, note: Note): void {
  const taken = new Map<string, string>()
  for (const token of run.tokens.all()) {
    const to = plan.to(token.elementId)
    if (to?.kind !== 'parallelGateway' || token.via === null) continue
    const flow = plan.flowTo(token.via, to)
    const place = `${token.scopeNo} ${flow}`
    const before = taken.get(place)
    if (flow === undefined || (before !== undefined && before !== token.via)) note('joinDiffers', token.elementId, to)
    taken.set(place, token.via)
  }
}

/** What listens must have something to listen for, or be given up expressly: a border that is lost would be noticed too late. */
function checkListening(run: Run, plan: Plan, note: Note): void {
  for (const listener of listenersOf(run)) {
    const to = listener.elementId === null ? null : plan.to(listener.elementId)
    if (to === undefined) continue
    const watched = watchedBy(run, listener, plan.next, to)
    for (const { elementId } of [...timersOf(run, listener), ...subscriptionsOf(run, listener)]) {
      if (plan.isGivenUp(elementId)) continue
      const target = plan.to(elementId)
      const event = watched.find(({ id }) => id === target?.id)
      const old = oldElement(plan, elementId)
      if (!event) note('triggerGone', elementId, target)
      else if ('trigger' in old && old.trigger.kind !== event.trigger.kind) note('kindDiffers', elementId, target)
    }
  }
}

function doneIn(detail: ReturnType<typeof detailOf>): Done[] {
  if (detail.role === 'round') return []
  return detail.role === 'undoing' ? [...detail.queue, ...detail.log] : detail.log
}

function checkUndoing(plan: Plan, done: readonly Done[], note: Note): void {
  for (const { elementId, handler, inner } of done) {
    const to = plan.to(elementId)
    if (!to || (handler !== null && !plan.to(handler))) note('undoDiffers', elementId, to)
    checkUndoing(plan, inner, note)
  }
}
