import type { ModdleElement } from 'bpmn-moddle'
import type { Element, StartEvent, SubProcess } from '../definition.ts'
import type { Compiler } from './compiler.ts'

/** Every level begins and ends as its kind of level does. */
export function checkBorders(compiler: Compiler, process: ModdleElement): void {
  checkRoot(compiler, process)
  for (const element of compiler.elements.values()) if (element.kind === 'subProcess') checkInner(compiler, element)
}

const isStart = (element: Element): element is StartEvent => element.kind === 'start'
const at = ({ elements }: Compiler, within: string | null) =>
  [...elements.values()].filter((element) => element.within === within)

function checkRoot(compiler: Compiler, process: ModdleElement): void {
  const level = at(compiler, null)
  const starts = level.filter(isStart)
  const { report } = compiler
  const isRefused = report.problems.some(({ elementType }) => elementType === 'bpmn:StartEvent')
  if (starts.length === 0 && !isRefused) report.refuse('noStart', process)
  for (const extra of starts.filter(({ trigger }) => trigger.kind === 'none').slice(1))
    report.refuse('severalStarts', compiler.drawn.get(extra.id) ?? extra)
  if (!level.some(({ kind }) => kind === 'end')) report.refuse('noEnd', process)
}

function checkInner(compiler: Compiler, container: SubProcess): void {
  const level = at(compiler, container.id)
  const starts = level.filter(isStart)
  const drawn = compiler.drawn.get(container.id) ?? container
  const { report } = compiler
  if (starts.length === 0) report.refuse('noStart', drawn)
  for (const extra of starts.slice(1)) report.refuse('severalStarts', compiler.drawn.get(extra.id) ?? extra)
  if (!level.some(({ kind }) => kind === 'end')) report.refuse('noEnd', drawn)
  if (!container.isTriggered) return
  if (container.outgoing.length > 0 || container.incoming.length > 0)
    report.refuse('badStart', drawn, 'triggeredByEvent')
  if (container.loop) report.refuse('badLoop', drawn, 'triggeredByEvent')
}
