import type { RegionCode } from '#shared/contract/calendar'
import type { Calendar } from '#shared/rules/calendar'
import { type Reckoning, reckonedAt, reckonedOn } from '#shared/rules/termLength'
import type { Context } from '../../db/context.ts'
import type { Follower, Reckoned } from './ports.ts'

export type Moved = { id: string; name: string; from: Date; dueAt: Date }
type Which = { region: RegionCode; after: string | null; limit: number }
type By = { calendar: Calendar; offset: number }

/** One portion of what a follower keeps, with those that come to another due date by this calendar. */
export async function movedIn(follower: Follower, which: Which, by: By, ctx: Context) {
  const page = await follower.page(which, ctx)
  const moved = page.flatMap((one) => movedOne(one, follower.grain, by))
  return { moved, next: page.length < which.limit ? null : (page.at(-1)?.id ?? null) }
}

function movedOne({ id, name, dueAt, reckoned }: Reckoned, grain: Follower['grain'], by: By): Moved[] {
  const now = grain === 'day' ? dayAsInstant(reckoned, by) : reckonedAt(reckoned, by.calendar, by.offset)
  return now.getTime() === dueAt.getTime() ? [] : [{ id, name, from: dueAt, dueAt: now }]
}

const dayAsInstant = (reckoned: Reckoning, { calendar, offset }: By): Date =>
  new Date(`${reckonedOn(reckoned, calendar, offset)}T00:00:00Z`)
