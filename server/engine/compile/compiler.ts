import type { ModdleElement } from 'bpmn-moddle'
import type { Common, Element, Flow } from '../definition.ts'
import { BadExpression, compileExpression, type Expression } from '../expression.ts'
import { bodyAt, textAt } from '../moddle.ts'
import type { Reporter } from '../report.ts'
import { HANDED_ON } from '../vocabulary.ts'

/** The work that a drawing may name. What a map says goes `outside` waits for its answer; of a set nothing does. */
export type Bindings = { has(name: string): boolean; get?(name: string): 'inside' | 'outside' | undefined }

/** What is gathered while a drawing is read. `drawn`: the parsed form of every compiled element. */
export type Compiler = {
  bindings: Bindings
  report: Reporter
  outgoing: Map<string, Flow[]>
  incoming: Map<string, string[]>
  elements: Map<string, Element>
  drawn: Map<string, ModdleElement>
}

export function commonOf(compiler: Compiler, drawn: ModdleElement, within: string | null): Common {
  const id = drawn.id ?? ''
  return {
    id,
    name: drawn.name ?? id,
    within,
    attributes: handedOn(drawn),
    outgoing: compiler.outgoing.get(id) ?? [],
    incoming: compiler.incoming.get(id) ?? [],
  }
}

function handedOn(drawn: ModdleElement): Record<string, string> {
  return Object.fromEntries(
    HANDED_ON.flatMap((name) => {
      const value = attributeOf(drawn, name)
      return value ? [[name, value]] : []
    }),
  )
}

/** One of our own attributes; null where this type of element has none of that name. */
export const attributeOf = (drawn: ModdleElement, name: string): string | null => textAt(drawn, `okno:${name}`)

/** FEEL of an own attribute; null without it, or when it does not parse, which is reported. */
export const feelAt = (compiler: Compiler, drawn: ModdleElement, name: string): Expression | null =>
  feelOf(compiler, drawn, attributeOf(drawn, name))

export const feelBody = (compiler: Compiler, drawn: ModdleElement, of: ModdleElement, property: string) =>
  feelOf(compiler, drawn, bodyAt(of, property))

export function feelOf(compiler: Compiler, drawn: ModdleElement, text: string | null): Expression | null {
  if (text === null) return null
  try {
    return compileExpression(text)
  } catch (error) {
    if (!(error instanceof BadExpression)) throw error
    compiler.report.refuse('badExpression', drawn, error.message)
    return null
  }
}

/** A positive whole number of an attribute, or null; anything else is reported. */
export function countOf(compiler: Compiler, drawn: ModdleElement, text: string | null): number | null {
  if (text === null) return null
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  compiler.report.refuse('badNumber', drawn, text)
  return null
}
