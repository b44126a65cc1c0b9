import { type Reckoning, readLength } from '#shared/rules/termLength'
import type { Variables } from './expression.ts'
import type { Run } from './run.ts'
import { BadTime, readInstant } from './time.ts'

export type DueTime = { dueAt: Date | null; reckoned: Reckoning | null }

/** A length, by default from now, by the calendar that holds here. Throws BadTime where there is none. */
export async function reckon(
  run: Run,
  length: string,
  seen: Variables,
  from = run.ctx.now,
): Promise<{ dueAt: Date; reckoned: Reckoning }> {
  const { work, ctx } = run
  if (!work.calendar) throw new BadTime(`${length}: no calendar is known to this process`)
  const calendar = await work.calendar.keyFor(seen, ctx)
  const reckoned = { from: from.toISOString(), length: length.trim(), calendar }
  return { dueAt: await work.calendar.dueAt(reckoned, ctx), reckoned }
}

/** A due date as an instant, as a length, or none at all. */
export async function dueTimeOf(run: Run, value: unknown, seen: Variables): Promise<DueTime> {
  if (typeof value !== 'string') return { dueAt: null, reckoned: null }
  if (readLength(value)) return reckon(run, value, seen)
  return { dueAt: readInstant(value), reckoned: value === seen.dueAt ? reckonedBefore(seen) : null }
}

/** What whoever made work of a task has told of how `dueAt` was reckoned. */
export function reckonedBefore({ reckoned }: Variables): Reckoning | null {
  if (typeof reckoned !== 'object' || reckoned === null) return null
  const { from, length, calendar }: Partial<Record<keyof Reckoning, unknown>> = reckoned
  if (typeof from !== 'string' || typeof length !== 'string' || typeof calendar !== 'string') return null
  return { from, length, calendar }
}
