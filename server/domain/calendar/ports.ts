import type { ReckonedKind, RegionCode } from '#shared/contract/calendar'
import type { Reckoning } from '#shared/rules/termLength'
import type { Context } from '../../db/context.ts'

/** Something open whose due date was reckoned by a calendar. */
export type Reckoned = { id: string; name: string; dueAt: Date; reckoned: Reckoning }
/** Whoever keeps due dates: how its open ones are read in the order of their ids, and moved. */
export type Follower = {
  kind: ReckonedKind
  /** `day`: its due dates are days, at midnight UTC. */
  grain: 'day' | 'instant'
  page(input: { region: RegionCode; after: string | null; limit: number }, ctx: Context): Promise<Reckoned[]>
  /** Answers how many of each kind moved: with a step goes its timer, in the same commit, so that it fires by the date of the step. */
  move(moved: readonly { id: string; dueAt: Date }[], ctx: Context): Promise<Partial<Record<ReckonedKind, number>>>
}

let connected: readonly Follower[] | undefined

/** Called once, by whoever composes the server. */
export function connectFollowers(followers: readonly Follower[]): void {
  connected = followers
}
export function followers(): readonly Follower[] {
  if (!connected) throw new Error('nobody is connected to follow the calendars')
  return connected
}
