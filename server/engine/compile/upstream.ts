import type { Element } from '../definition.ts'
import { nextOf } from './reach.ts'

const JOINS: ReadonlySet<string> = new Set(['inclusiveGateway', 'parallelGateway'])

/** Per join: from where a token can still come to it over a path that does not lead through it. */
export function upstreamOf(elements: ReadonlyMap<string, Element>): Map<string, Set<string>> {
  const before = new Map<string, string[]>()
  for (const element of elements.values())
    for (const to of nextOf(element)) before.set(to, [...(before.get(to) ?? []), element.id])
  const joins = [...elements.values()].filter((e) => JOINS.has(e.kind) && e.incoming.length > 1)
  return new Map(joins.map(({ id }) => [id, reaching(id, before)]))
}

function reaching(join: string, before: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>()
  const open = [...(before.get(join) ?? [])]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === join || found.has(id)) continue
    found.add(id)
    open.push(...(before.get(id) ?? []))
  }
  return found
}
