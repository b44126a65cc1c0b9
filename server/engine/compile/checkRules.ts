import { type Element, isActivity } from '../definition.ts'
import type { ProblemCode } from '../problem.ts'
import type { Compiler } from './compiler.ts'

type Refuse = (code: ProblemCode, element: Element, detail?: string | null) => void

/** Every element has the ways in and out that its kind has. */
export function checkRules(compiler: Compiler): void {
  const refuse: Refuse = (code, element, detail = null) =>
    compiler.report.refuse(code, compiler.drawn.get(element.id) ?? element, detail)
  for (const element of compiler.elements.values()) {
    checkTargets(compiler, element, refuse)
    checkWays(element, refuse)
    if (element.kind === 'eventGateway') checkWaits(compiler, element, refuse)
    if (isUndoing(element)) checkUndoing(element, refuse)
  }
}

const isUndoing = (element: Element): boolean => isActivity(element) && element.isForCompensation
const isLink = (element: Element): boolean => 'trigger' in element && element.trigger.kind === 'link'

function checkTargets({ elements }: Compiler, element: Element, refuse: Refuse): void {
  for (const flow of element.outgoing) {
    const target = elements.get(flow.to)
    if (target?.kind === 'start') refuse('intoStart', target, flow.id)
    if (target?.kind === 'boundary') refuse('intoBoundary', target, flow.id)
    if (target && isLink(target) && target.kind === 'catch') refuse('badLink', target, flow.id)
  }
}

function checkWays(element: Element, refuse: Refuse): void {
  const isLast =
    element.kind === 'end' ||
    (element.kind === 'throw' && isLink(element)) ||
    (element.kind === 'boundary' && element.trigger.kind === 'compensation')
  if (isLast) {
    if (element.outgoing.length > 0) refuse('outOfEnd', element)
    return
  }
  if (isUndoing(element) || (element.kind === 'subProcess' && element.isTriggered)) return
  if (element.outgoing.length === 0) refuse('noOutgoing', element)
  if (element.outgoing.length < 2) return
  const isGateway = element.kind.endsWith('Gateway')
  // several ways out of anything but a gateway would silently fork the token
  if (!isGateway) refuse('severalOutgoing', element)
  if (element.kind !== 'exclusiveGateway' && element.kind !== 'inclusiveGateway') return
  for (const flow of element.outgoing)
    if (!flow.condition && !flow.isDefault) refuse('conditionMissing', element, flow.id)
}

function checkWaits({ elements }: Compiler, gateway: Element, refuse: Refuse): void {
  if (gateway.outgoing.length < 2) refuse('badEventGateway', gateway, String(gateway.outgoing.length))
  for (const { to } of gateway.outgoing) {
    const target = elements.get(to)
    const isWait =
      (target?.kind === 'catch' && !isLink(target)) ||
      (target?.kind === 'receiveTask' && target.boundary.length === 0 && !target.loop)
    if (target && (!isWait || target.incoming.length !== 1)) refuse('badEventGateway', gateway, to)
  }
}

function checkUndoing(element: Element, refuse: Refuse): void {
  if (element.incoming.length > 0 || element.outgoing.length > 0) refuse('badHandler', element, element.id)
}
