import type { ModdleElement } from 'bpmn-moddle'
import { checkGraph } from './checkGraph.ts'
import type { BoundaryTimer, Definition, Element, Flow, Problem, TimerRule } from './definition.ts'
import { BadExpression, compileExpression, type Expression } from './expression.ts'
import { elementAt, elementsOf, problem, readBpmn, textAt } from './readBpmn.ts'
import { addDuration, readCycle, readInstant } from './time.ts'
import { STEP_ATTRIBUTES } from './vocabulary.ts'

export type Compiled = { definition: Definition; problems: [] } | { definition: null; problems: Problem[] }

/** What is drawn but not executed. */
const DRAWN_ONLY = new Set(['bpmn:TextAnnotation', 'bpmn:Association', 'bpmn:Group'])

/** XML → an immutable process, or every reason against it with its place. `bindings`: the work that service tasks may name. */
export async function compile(xml: string, bindings: ReadonlySet<string>): Promise<Compiled> {
  const { process, problems: found } = await readBpmn(xml)
  if (!process) return { definition: null, problems: found }
  const compiler: Compiler = { bindings, problems: [...found], flows: new Map(), elements: new Map() }
  const drawn = elementsOf(process, 'flowElements')
  for (const element of drawn) if (element.$type === 'bpmn:SequenceFlow') addFlow(compiler, element)
  for (const element of drawn) if (element.$type !== 'bpmn:SequenceFlow') addElement(compiler, element)
  for (const artifact of elementsOf(process, 'artifacts'))
    if (!DRAWN_ONLY.has(artifact.$type)) refuse(compiler, 'unsupportedElement', artifact)
  attachBoundaries(compiler)
  const start = checkGraph(compiler.elements, drawn, compiler.problems)
  if (compiler.problems.length > 0 || !start) return { definition: null, problems: compiler.problems }
  return {
    definition: { key: process.id ?? '', name: process.name ?? process.id ?? '', start, elements: compiler.elements },
    problems: [],
  }
}

type Compiler = {
  bindings: ReadonlySet<string>
  problems: Problem[]
  flows: Map<string, Flow[]>
  elements: Map<string, Element>
}
const refuse = ({ problems }: Compiler, ...args: Parameters<typeof problem>) => void problems.push(problem(...args))

function addFlow(compiler: Compiler, drawn: ModdleElement) {
  const from = elementAt(drawn, 'sourceRef')
  const to = elementAt(drawn, 'targetRef')
  // a reference to nothing has been refused while reading; a flow without the attribute comes here
  if (!from?.id || !to?.id) {
    if (!compiler.problems.some((known) => known.elementId === drawn.id)) refuse(compiler, 'danglingFlow', drawn)
    return
  }
  const condition = elementAt(drawn, 'conditionExpression')
  const isDefault = elementAt(from, 'default')?.id === drawn.id
  const text = condition && textAt(condition, 'body')
  if (condition && from.$type !== 'bpmn:ExclusiveGateway') refuse(compiler, 'conditionNotAllowed', drawn)
  const flow: Flow = { id: drawn.id ?? '', to: to.id, isDefault, condition: text ? feel(compiler, drawn, text) : null }
  compiler.flows.set(from.id, [...(compiler.flows.get(from.id) ?? []), flow])
}

function addElement(compiler: Compiler, drawn: ModdleElement) {
  if (DRAWN_ONLY.has(drawn.$type)) return
  const element = compileElement(compiler, drawn)
  if (element) compiler.elements.set(element.id, element)
}

function compileElement(compiler: Compiler, drawn: ModdleElement): Element | null {
  const id = drawn.id ?? ''
  const common = { id, name: drawn.name ?? id, attributes: {}, outgoing: compiler.flows.get(id) ?? [] }
  const events = elementsOf(drawn, 'eventDefinitions')
  if (elementAt(drawn, 'loopCharacteristics')) refuse(compiler, 'unsupportedLoop', drawn)
  switch (drawn.$type) {
    case 'bpmn:StartEvent':
    case 'bpmn:EndEvent':
      if (events[0]) refuse(compiler, 'unsupportedEvent', drawn, events[0].$type)
      return { ...common, kind: drawn.$type === 'bpmn:StartEvent' ? 'start' : 'end' }
    case 'bpmn:ExclusiveGateway':
      return { ...common, kind: 'exclusiveGateway' }
    case 'bpmn:UserTask':
      return { ...common, kind: 'userTask', attributes: stepAttributes(drawn), boundary: [] }
    case 'bpmn:ServiceTask':
      return compileService(compiler, drawn, common)
    case 'bpmn:BoundaryEvent':
      return compileBoundary(compiler, drawn, common)
    case 'bpmn:IntermediateCatchEvent':
      return compileCatch(compiler, drawn, common)
    default:
      refuse(compiler, 'unsupportedElement', drawn)
      return null
  }
}

type Common = Pick<Element, 'id' | 'name' | 'attributes' | 'outgoing'>

function compileService(compiler: Compiler, drawn: ModdleElement, common: Common): Element {
  const binding = textAt(drawn, 'okno:binding') ?? ''
  if (binding === '') refuse(compiler, 'bindingMissing', drawn)
  else if (!compiler.bindings.has(binding)) refuse(compiler, 'unknownBinding', drawn, binding)
  const input = textAt(drawn, 'okno:input')
  return { ...common, kind: 'serviceTask', binding, input: input ? feel(compiler, drawn, input) : null }
}

function compileBoundary(compiler: Compiler, drawn: ModdleElement, common: Common): Element | null {
  const events = elementsOf(drawn, 'eventDefinitions')
  const definition = events[0]
  if (!definition || events.length > 1 || definition.$type !== 'bpmn:TimerEventDefinition') {
    refuse(compiler, 'unsupportedEvent', drawn, definition?.$type ?? null)
    return null
  }
  const timer = compileTimer(compiler, drawn, definition)
  if (!timer) return null
  const isInterrupting = drawn.get('cancelActivity') !== false
  return {
    ...common,
    kind: 'boundaryTimer',
    attachedTo: elementAt(drawn, 'attachedToRef')?.id ?? '',
    isInterrupting,
    timer,
  }
}

function compileCatch(compiler: Compiler, drawn: ModdleElement, common: Common): Element | null {
  const [definition, ...others] = elementsOf(drawn, 'eventDefinitions')
  if (!definition || others.length > 0 || definition.$type !== 'bpmn:TimerEventDefinition') {
    refuse(compiler, 'unsupportedEvent', drawn, definition?.$type ?? null)
    return null
  }
  const timer = compileTimer(compiler, drawn, definition)
  return timer && { ...common, kind: 'timerCatch', timer }
}

function compileTimer(compiler: Compiler, drawn: ModdleElement, definition: ModdleElement): TimerRule | null {
  const rules = (
    [
      ['date', 'timeDate'],
      ['duration', 'timeDuration'],
      ['cycle', 'timeCycle'],
    ] as const
  ).flatMap(([kind, property]) => {
    const body = elementAt(definition, property)
    const text = body && textAt(body, 'body')
    return text ? [{ kind, text }] : []
  })
  const rule = rules[0]
  if (!rule || rules.length > 1) {
    refuse(compiler, 'badTimer', drawn)
    return null
  }
  const isPlain = !rule.text.startsWith('=') && isIso8601(rule.kind, rule.text)
  const expression = isPlain ? { text: rule.text, evaluate: () => rule.text } : feel(compiler, drawn, rule.text)
  return expression && { kind: rule.kind, expression }
}

function isIso8601(kind: TimerRule['kind'], text: string): boolean {
  try {
    if (kind === 'date') readInstant(text)
    else if (kind === 'duration') addDuration(new Date(0), text)
    else readCycle(text)
    return true
  } catch {
    return false
  }
}

function feel(compiler: Compiler, drawn: ModdleElement, text: string): Expression | null {
  try {
    return compileExpression(text)
  } catch (error) {
    if (!(error instanceof BadExpression)) throw error
    refuse(compiler, 'badExpression', drawn, error.message)
    return null
  }
}

function stepAttributes(drawn: ModdleElement): Record<string, string> {
  return Object.fromEntries(
    STEP_ATTRIBUTES.flatMap((name) => {
      const value = textAt(drawn, `okno:${name}`)
      return value ? [[name, value]] : []
    }),
  )
}

function attachBoundaries(compiler: Compiler) {
  const boundaries = [...compiler.elements.values()].filter(
    (element): element is BoundaryTimer => element.kind === 'boundaryTimer',
  )
  for (const boundary of boundaries) {
    const task = compiler.elements.get(boundary.attachedTo)
    if (task?.kind === 'userTask') compiler.elements.set(task.id, { ...task, boundary: [...task.boundary, boundary] })
    else
      compiler.problems.push({
        code: 'badAttachment',
        elementId: boundary.id,
        elementName: boundary.name,
        elementType: 'bpmn:BoundaryEvent',
        detail: boundary.attachedTo,
      })
  }
}
