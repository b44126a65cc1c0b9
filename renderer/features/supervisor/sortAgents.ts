import { type Presence, PresenceState } from '#shared/contract/presence'

export type Column = 'name' | 'state' | 'since'
export type Order = { column: Column; isDescending: boolean }

/** Those who may need help first: on a call, wrapping up, away, available, off line. */
const URGENCY: readonly PresenceState[] = ['busy', 'wrapUp', 'aux', 'available', 'offline']

const compare: Record<Column, (a: Presence, b: Presence) => number> = {
  name: (a, b) => a.name.localeCompare(b.name, 'ru'),
  state: (a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) || compare.since(a, b),
  // The longest first when ascending: an older "since" is a longer time.
  since: (a, b) => a.since.localeCompare(b.since),
}

export const sortAgents = (agents: readonly Presence[], { column, isDescending }: Order): Presence[] =>
  agents.toSorted((a, b) => (isDescending ? -1 : 1) * compare[column](a, b))

export const countByState = (agents: readonly Presence[]): [PresenceState, number][] =>
  PresenceState.options.map((state) => [state, agents.filter((agent) => agent.state === state).length])
