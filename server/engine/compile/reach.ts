import { type Element, isActivity } from '../definition.ts'

/** Where a token can come next from an element of the same level: flows, boundary events, links. */
export function nextOf(element: Element): string[] {
  const ways = element.outgoing.map(({ to }) => to)
  if (isActivity(element)) ways.push(...element.boundary.map(({ id }) => id))
  if (element.kind === 'throw' && element.trigger.kind === 'link' && element.trigger.target)
    ways.push(element.trigger.target)
  return ways
}
