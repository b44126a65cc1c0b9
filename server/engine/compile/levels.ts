import type { ModdleElement } from 'bpmn-moddle'
import type { Element, Gateway } from '../definition.ts'
import { elementsOf } from '../moddle.ts'
import { compileActivity, refuseForeignData } from './activities.ts'
import { type Compiler, commonOf } from './compiler.ts'
import { compileEvent } from './events.ts'

/** What is drawn but not executed. */
const DRAWN_ONLY = new Set(['bpmn:TextAnnotation', 'bpmn:Association', 'bpmn:Group'])
const GATEWAYS: Readonly<Record<string, Gateway['kind']>> = {
  'bpmn:ExclusiveGateway': 'exclusiveGateway',
  'bpmn:InclusiveGateway': 'inclusiveGateway',
  'bpmn:ParallelGateway': 'parallelGateway',
  'bpmn:EventBasedGateway': 'eventGateway',
}
/** Deeper than any drawing a person can read. */
const DEEPEST = 20

/** Compiles what is drawn in the process or in a sub-process, and what is inside that. */
export function addLevel(compiler: Compiler, container: ModdleElement, within: string | null, depth = 0) {
  const isTriggered = container.get('triggeredByEvent') === true
  const inside = elementsOf(container, 'flowElements').filter(({ $type }) => $type !== 'bpmn:SequenceFlow')
  const eventSubProcesses: string[] = []
  for (const drawn of inside) {
    const element = compileElement(compiler, drawn, { within, isTriggered })
    if (!element) continue
    compiler.elements.set(element.id, element)
    compiler.drawn.set(element.id, drawn)
    if (element.kind !== 'subProcess') continue
    if (element.isTriggered) eventSubProcesses.push(element.id)
    if (depth >= DEEPEST) compiler.report.refuse('unsupportedElement', drawn, `> ${DEEPEST}`)
    else {
      const inner = addLevel(compiler, drawn, element.id, depth + 1)
      compiler.elements.set(element.id, { ...element, ...inner })
    }
  }
  for (const artifact of elementsOf(container, 'artifacts'))
    if (!DRAWN_ONLY.has(artifact.$type)) compiler.report.refuse('unsupportedElement', artifact, artifact.$type)
  return { eventSubProcesses, start: startOf(compiler, within) }
}

const startOf = ({ elements }: Compiler, within: string | null): string =>
  [...elements.values()].find((element) => element.kind === 'start' && element.within === within)?.id ?? ''

type Level = { within: string | null; isTriggered: boolean }

function compileElement(compiler: Compiler, drawn: ModdleElement, level: Level): Element | null {
  if (DRAWN_ONLY.has(drawn.$type)) return null
  refuseForeignData(compiler, drawn)
  const gateway = GATEWAYS[drawn.$type]
  if (gateway) return compileGateway(compiler, drawn, level, gateway)
  const event = compileEvent(compiler, drawn, level)
  if (event !== undefined) return event
  const activity = compileActivity(compiler, drawn, level.within)
  if (activity !== undefined) return activity
  compiler.report.refuse('unsupportedElement', drawn)
  return null
}

function compileGateway(compiler: Compiler, drawn: ModdleElement, { within }: Level, kind: Gateway['kind']): Gateway {
  if (drawn.get('instantiate') === true) compiler.report.refuse('badEventGateway', drawn, 'instantiate')
  if (drawn.get('eventGatewayType') === 'Parallel') compiler.report.refuse('badEventGateway', drawn, 'parallel')
  return { ...commonOf(compiler, drawn, within), kind }
}
