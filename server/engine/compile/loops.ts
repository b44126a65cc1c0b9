import type { ModdleElement } from 'bpmn-moddle'
import type { Loop } from '../definition.ts'
import { elementAt } from '../moddle.ts'
import { attributeOf, type Compiler, countOf, feelAt, feelBody } from './compiler.ts'

/** How an activity is repeated; null when it is not, or wrongly, which is reported. */
export function compileLoop(compiler: Compiler, drawn: ModdleElement): Loop | null {
  const loop = elementAt(drawn, 'loopCharacteristics')
  if (!loop) return null
  if (loop.$type === 'bpmn:StandardLoopCharacteristics') return compileStandard(compiler, drawn, loop)
  const cardinality = feelBody(compiler, drawn, loop, 'loopCardinality')
  const collection = feelAt(compiler, loop, 'collection')
  const outputItem = feelAt(compiler, loop, 'outputItem')
  const outputCollection = attributeOf(loop, 'outputCollection')
  const refuse = (detail: string) => compiler.report.refuse('badLoop', drawn, detail)
  if (Boolean(elementAt(loop, 'loopCardinality')) === Boolean(attributeOf(loop, 'collection')))
    refuse('loopCardinality | okno:collection')
  if (Boolean(outputCollection) !== Boolean(attributeOf(loop, 'outputItem')))
    refuse('okno:outputCollection + okno:outputItem')
  for (const property of ['loopDataInputRef', 'loopDataOutputRef', 'inputDataItem', 'outputDataItem'])
    if (elementAt(loop, property)) refuse(property)
  if (loop.get('behavior') !== undefined && loop.get('behavior') !== 'All') refuse(`behavior=${loop.get('behavior')}`)
  return {
    kind: 'multi',
    isSequential: loop.get('isSequential') === true,
    cardinality,
    collection,
    item: attributeOf(loop, 'item'),
    completion: feelBody(compiler, drawn, loop, 'completionCondition'),
    outputCollection,
    outputItem,
  }
}

function compileStandard(compiler: Compiler, drawn: ModdleElement, loop: ModdleElement): Loop {
  const condition = feelBody(compiler, drawn, loop, 'loopCondition')
  const maximum = loop.get('loopMaximum')
  const max = countOf(compiler, drawn, maximum === undefined ? null : String(maximum))
  // without either it would never end
  if (!elementAt(loop, 'loopCondition') && max === null) compiler.report.refuse('badLoop', drawn, 'loopCondition')
  return { kind: 'standard', condition, isTestedBefore: loop.get('testBefore') === true, max }
}
