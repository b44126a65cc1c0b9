import type { Element, UserTask } from '../definition.ts'
import type { Run, Scope, Token } from '../run.ts'
import { type Detail, type Done, detailOf } from '../walk/detail.ts'
import { assignmentOf } from '../walk/tasks.ts'
import { moveListening } from './moveListening.ts'
import { counterpart, oldElement, type Plan } from './plan.ts'

/** Brings everything an instance consists of to the nodes of the other drawing. Throws where an expression of that gives nothing. */
export async function moveRows(run: Run, plan: Plan): Promise<void> {
  await moveListening(run, plan, () => {
    for (const token of run.tokens.all()) run.tokens.put(movedToken(plan, token))
    for (const scope of run.scopes.all()) run.scopes.put(movedScope(plan, scope))
    for (const incident of run.incidents.all()) {
      const to = incident.closedAt === null ? plan.to(incident.elementId) : undefined
      if (to) run.incidents.put({ ...incident, elementId: to.id })
    }
    run.definition = plan.next
  })
  await moveTasks(run, plan)
  wakeJoins(run)
}

function movedToken(plan: Plan, token: Token): Token {
  const to = counterpart(plan, token.elementId)
  const isJoin = to.kind === 'parallelGateway' || to.kind === 'inclusiveGateway'
  const via = isJoin && token.via !== null ? (plan.flowTo(token.via, to) ?? null) : token.via
  return { ...token, elementId: to.id, via }
}

function movedScope(plan: Plan, scope: Scope): Scope {
  const elementId = scope.elementId === null ? null : counterpart(plan, scope.elementId).id
  return { ...scope, elementId, detail: scope.detail && movedDetail(plan, detailOf(scope)) }
}

function movedDetail(plan: Plan, detail: Detail): Detail {
  const moved = (done: readonly Done[]): Done[] =>
    done.map(({ elementId, handler, inner, variables }) => ({
      elementId: counterpart(plan, elementId).id,
      handler: handler === null ? null : counterpart(plan, handler).id,
      inner: moved(inner),
      variables,
    }))
  if (detail.role === 'round') return detail
  if (detail.role === 'undoing') return { ...detail, queue: moved(detail.queue), log: moved(detail.log) }
  return { ...detail, log: moved(detail.log) }
}

/** Whoever has claimed a task keeps it; who may do it, and until when, is asked anew where the drawing says it otherwise. */
async function moveTasks(run: Run, plan: Plan): Promise<void> {
  for (const task of run.tasks.all()) {
    const from = oldElement(plan, task.elementId)
    const to = counterpart(plan, task.elementId)
    const token = run.tokens.get(task.tokenNo)
    if (from.kind !== 'userTask' || to.kind !== 'userTask' || !token) continue
    const assignment = said(from) === said(to) ? {} : await assignmentOf(run, token, to)
    run.tasks.put({ ...task, elementId: to.id, name: to.name, ...assignment })
  }
}

const said = ({ assignment }: UserTask): string =>
  JSON.stringify(assignment, (_key, value) => (isExpression(value) ? value.text : value))
const isExpression = (value: unknown): value is { text: string } =>
  typeof value === 'object' && value !== null && 'evaluate' in value

/** A join that has fewer ways in than before may have all it waits for: nobody else would come by and see. */
function wakeJoins(run: Run): void {
  const seen = new Set<string>()
  for (const token of run.tokens.all()) {
    const join = run.definition.elements.get(token.elementId)
    const place = `${token.scopeNo} ${token.elementId}`
    if (join?.kind !== 'parallelGateway' || token.state !== 'waiting' || seen.has(place)) continue
    seen.add(place)
    if (hasAll(run, token, join)) run.tokens.put({ ...token, state: 'ready' })
  }
}

function hasAll(run: Run, { scopeNo, elementId }: Token, { incoming }: Element): boolean {
  const here = run.tokens.all().filter((token) => token.scopeNo === scopeNo && token.elementId === elementId)
  return incoming.every((way) => here.some(({ via }) => via === way))
}
