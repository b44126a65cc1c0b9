import type { ModdleElement } from 'bpmn-moddle'
import type { Element, Problem, ProblemCode } from './definition.ts'

/** Whether tokens can run through: every way leads on, everything can be reached. Answers the start. */
export function checkGraph(
  elements: ReadonlyMap<string, Element>,
  drawn: readonly ModdleElement[],
  problems: Problem[],
): string | null {
  const types = new Map(drawn.map((element) => [element.id, element.$type]))
  const refuse = (code: ProblemCode, element: Element, detail: string | null = null) =>
    void problems.push({
      code,
      elementId: element.id,
      elementName: element.name,
      elementType: types.get(element.id) ?? null,
      detail,
    })
  const all = [...elements.values()]
  for (const element of all) checkOutgoing(element, elements, refuse)
  const starts = all.filter((element) => element.kind === 'start')
  const nothing: Problem = { code: 'noStart', elementId: null, elementName: null, elementType: null, detail: null }
  if (starts.length === 0) problems.push(nothing)
  for (const extra of starts.slice(1)) refuse('severalStarts', extra)
  if (!all.some((element) => element.kind === 'end')) problems.push({ ...nothing, code: 'noEnd' })
  const start = starts[0]
  if (!start) return null
  const reached = reachable(start.id, elements)
  for (const element of all) if (!reached.has(element.id)) refuse('unreachable', element)
  return start.id
}

type Refuse = (code: ProblemCode, element: Element, detail?: string | null) => void

function checkOutgoing(element: Element, elements: ReadonlyMap<string, Element>, refuse: Refuse) {
  for (const flow of element.outgoing) {
    const target = elements.get(flow.to)
    if (target?.kind === 'start') refuse('intoStart', target, flow.id)
    if (target?.kind === 'boundaryTimer') refuse('intoBoundary', target, flow.id)
  }
  if (element.kind === 'end') {
    if (element.outgoing.length > 0) refuse('outOfEnd', element)
    return
  }
  if (element.outgoing.length === 0) refuse('noOutgoing', element)
  if (element.outgoing.length < 2) return
  // several ways out of anything but a gateway would silently fork the token
  if (element.kind !== 'exclusiveGateway') return refuse('severalOutgoing', element)
  for (const flow of element.outgoing)
    if (!flow.condition && !flow.isDefault) refuse('conditionMissing', element, flow.id)
}

function reachable(start: string, elements: ReadonlyMap<string, Element>): Set<string> {
  const reached = new Set<string>()
  const open = [start]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const element = elements.get(id)
    if (!element || reached.has(id)) continue
    reached.add(id)
    open.push(...element.outgoing.map((flow) => flow.to))
    if (element.kind === 'userTask') open.push(...element.boundary.map((boundary) => boundary.id))
  }
  return reached
}
