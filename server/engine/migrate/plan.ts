import { type Definition, type Element, elementOf } from '../definition.ts'

/** Old node → new node; null: given up. */
export type NodeMap = Readonly<Record<string, string | null>>

/** How what stands at the nodes of one drawing finds its place in another. */
export type Plan = {
  old: Definition
  next: Definition
  /** Undefined: the node has no counterpart, or was given up. */
  to(id: string): Element | undefined
  isGivenUp(id: string): boolean
  /** The new flow for the one a token came by to a join; undefined: none, or more than one could be meant. */
  flowTo(id: string, join: Element): string | undefined
}

export function makePlan(old: Definition, next: Definition, map: NodeMap): Plan {
  const named = (id: string) => (Object.hasOwn(map, id) ? map[id] : id)
  const to = (id: string) => next.elements.get(named(id) ?? '')
  return {
    old,
    next,
    to,
    isGivenUp: (id) => named(id) === null,
    flowTo(id, join) {
      if (join.incoming.includes(named(id) ?? '')) return named(id) ?? undefined
      const from = to(sourceOf(old, id) ?? '')
      const ways = from?.outgoing.filter((flow) => flow.to === join.id) ?? []
      return ways.length === 1 ? ways[0]?.id : undefined
    },
  }
}

const sourceOf = ({ elements }: Definition, flowId: string): string | undefined =>
  [...elements.values()].find(({ outgoing }) => outgoing.some(({ id }) => id === flowId))?.id

/** The counterpart, where it is known that there is one. */
export function counterpart({ to }: Plan, id: string): Element {
  const found = to(id)
  if (!found) throw new Error(`${id} has no counterpart`)
  return found
}

/** The nodes that a map names and that are not there: on the left of the old drawing, on the right of the new one. */
export function unknownNodes(old: Definition, next: Definition, map: NodeMap): string[] {
  const flows = ({ elements }: Definition) =>
    new Set([...elements.values()].flatMap(({ outgoing }) => outgoing.map(({ id }) => id)))
  const [oldFlows, nextFlows] = [flows(old), flows(next)]
  return Object.entries(map).flatMap(([from, to]) => [
    ...(old.elements.has(from) || oldFlows.has(from) ? [] : [from]),
    ...(to === null || next.elements.has(to) || nextFlows.has(to) ? [] : [to]),
  ])
}

export const oldElement = ({ old }: Plan, id: string): Element => elementOf(old, id)
