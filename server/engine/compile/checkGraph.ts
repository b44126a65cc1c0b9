import type { Element } from '../definition.ts'
import type { Compiler } from './compiler.ts'
import { nextOf } from './reach.ts'

/** Warns of what no token can come to. */
export function checkGraph(compiler: Compiler): void {
  const { elements } = compiler
  const all = [...elements.values()]
  const reached = new Set<string>()
  const open = all.filter((element) => isEntered(element)).map(({ id }) => id)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const element = elements.get(id)
    if (!element || reached.has(id)) continue
    reached.add(id)
    open.push(...nextOf(element))
    if (element.kind === 'boundary' && element.handler) open.push(element.handler)
  }
  for (const element of all)
    if (!reached.has(element.id)) compiler.report.warn('unreachable', compiler.drawn.get(element.id) ?? element)
}

const isEntered = (element: Element): boolean =>
  element.kind === 'start' || (element.kind === 'subProcess' && element.isTriggered)
