import { type Activity, type BoundaryEvent, isActivity } from '../definition.ts'
import { elementAt, elementsOf, textAt } from '../moddle.ts'
import type { Compiler } from './compiler.ts'

/** Ties what refers to each other: boundary events and activities, compensation and handlers, links. */
export function tie(compiler: Compiler): void {
  tieHandlers(compiler)
  for (const element of compiler.elements.values()) if (element.kind === 'boundary') attach(compiler, element)
  tieLinks(compiler)
}

/** A task that never waits, unless its work goes outside, cannot be interrupted by what comes from outside. */
const NEVER_WAITS: ReadonlySet<Activity['kind']> = new Set<Activity['kind']>([
  'serviceTask',
  'sendTask',
  'scriptTask',
  'ruleTask',
  'manualTask',
])
const FROM_OUTSIDE = new Set(['message', 'timer', 'signal', 'condition'])

const goesOutside = ({ bindings }: Compiler, host: Activity): boolean =>
  'binding' in host && host.binding !== null && bindings.get?.(host.binding) === 'outside'

function attach(compiler: Compiler, boundary: BoundaryEvent): void {
  const host = compiler.elements.get(boundary.attachedTo)
  const isFit =
    host &&
    isActivity(host) &&
    host.within === boundary.within &&
    !(host.kind === 'subProcess' && host.isTriggered) &&
    !(NEVER_WAITS.has(host.kind) && !goesOutside(compiler, host) && FROM_OUTSIDE.has(boundary.trigger.kind))
  if (isFit) compiler.elements.set(host.id, { ...host, boundary: [...host.boundary, boundary] })
  else compiler.report.refuse('badAttachment', compiler.drawn.get(boundary.id) ?? boundary, boundary.attachedTo)
}

function tieHandlers(compiler: Compiler): void {
  const associations = [...compiler.drawn.values()].flatMap((drawn) => associationsBeside(drawn))
  for (const element of compiler.elements.values()) {
    if (element.kind !== 'boundary' || element.trigger.kind !== 'compensation') continue
    const handlers = new Set(associations.filter(({ from }) => from === element.id).map(({ to }) => to))
    const handler = handlers.size === 1 ? compiler.elements.get([...handlers][0] ?? '') : undefined
    if (handler && isActivity(handler) && handler.isForCompensation && handler.within === element.within)
      compiler.elements.set(element.id, { ...element, handler: handler.id })
    else compiler.report.refuse('badHandler', compiler.drawn.get(element.id) ?? element, [...handlers].join(', '))
  }
}

function associationsBeside(drawn: NonNullable<ReturnType<Compiler['drawn']['get']>>) {
  if (drawn.$type !== 'bpmn:BoundaryEvent' || !drawn.$parent) return []
  return elementsOf(drawn.$parent, 'artifacts').flatMap((artifact) => {
    const from = artifact.$type === 'bpmn:Association' && elementAt(artifact, 'sourceRef')?.id
    const to = artifact.$type === 'bpmn:Association' && elementAt(artifact, 'targetRef')?.id
    return from && to ? [{ from, to }] : []
  })
}

/** Several throws may lead to one catch of the same name and level. */
function tieLinks(compiler: Compiler): void {
  const links = [...compiler.elements.values()].flatMap((element) =>
    (element.kind === 'throw' || element.kind === 'catch') && element.trigger.kind === 'link'
      ? [{ element, name: linkName(compiler, element.id) }]
      : [],
  )
  for (const { element, name } of links) {
    const others = links.filter(
      (other) => other.name === name && other.element.within === element.within && other.element.kind !== element.kind,
    )
    const isTied = name !== '' && (element.kind === 'catch' ? others.length > 0 : others.length === 1)
    if (!isTied) compiler.report.refuse('badLink', compiler.drawn.get(element.id) ?? element, name)
    else if (element.kind === 'throw')
      compiler.elements.set(element.id, {
        ...element,
        trigger: { kind: 'link', target: others[0]?.element.id ?? null },
      })
  }
}

function linkName(compiler: Compiler, id: string): string {
  const drawn = compiler.drawn.get(id)
  const event = drawn && elementsOf(drawn, 'eventDefinitions')[0]
  return (event && textAt(event, 'name')) ?? ''
}
