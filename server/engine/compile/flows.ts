import type { ModdleElement } from 'bpmn-moddle'
import type { Flow } from '../definition.ts'
import { bodyAt, elementAt, elementsOf } from '../moddle.ts'
import { type Compiler, feelBody } from './compiler.ts'

const CHOOSING = new Set(['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'])

/** Reads the flows of a level and of all inside it, before their elements. */
export function addFlows(compiler: Compiler, container: ModdleElement): void {
  const open = [container]
  for (let level = open.pop(); level; level = open.pop())
    for (const drawn of elementsOf(level, 'flowElements')) {
      if (drawn.$type === 'bpmn:SequenceFlow') addFlow(compiler, drawn)
      else open.push(drawn)
    }
}

function addFlow(compiler: Compiler, drawn: ModdleElement): void {
  const from = elementAt(drawn, 'sourceRef')
  const to = elementAt(drawn, 'targetRef')
  const { report } = compiler
  // a reference to nothing has been refused while reading; a flow without the attribute comes here
  if (!from?.id || !to?.id) {
    if (!report.problems.some((known) => known.elementId === drawn.id)) report.refuse('danglingFlow', drawn)
    return
  }
  if (from.$parent !== drawn.$parent || to.$parent !== drawn.$parent) {
    report.refuse('acrossBorder', drawn, `${from.id} → ${to.id}`)
    return
  }
  if (elementAt(drawn, 'conditionExpression') && !CHOOSING.has(from.$type)) report.refuse('conditionNotAllowed', drawn)
  const isDefault = elementAt(from, 'default')?.id === drawn.id
  const isAsked = bodyAt(drawn, 'conditionExpression') !== null
  const condition = isAsked ? feelBody(compiler, drawn, drawn, 'conditionExpression') : null
  const flow: Flow = { id: drawn.id ?? '', from: from.id, to: to.id, isDefault, condition }
  compiler.outgoing.set(from.id, [...(compiler.outgoing.get(from.id) ?? []), flow])
  compiler.incoming.set(to.id, [...(compiler.incoming.get(to.id) ?? []), flow.id])
}
