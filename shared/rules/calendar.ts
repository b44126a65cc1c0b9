/** A calendar day without a time of day: `2026-11-24`. */
export type Day = string

/** How a day differs from its weekday: off (a holiday), work (a working Saturday), short (the eve of a holiday). */
export type DayKind = 'off' | 'work' | 'short'
/** The exceptions of a production calendar; every other day goes by its weekday. */
export type Calendar = ReadonlyMap<Day, DayKind>

export type TermUnit = 'workingDays' | 'calendarDays' | 'hours' | 'months'
export type TermLength = { amount: number; unit: TermUnit }

const DAY_MS = 86_400_000
const atMidnight = (day: Day) => Date.parse(`${day}T00:00:00Z`)
const dayAt = (ms: number): Day => new Date(ms).toISOString().slice(0, 10)

export const addDays = (day: Day, days: number): Day => dayAt(atMidnight(day) + days * DAY_MS)

/** Days from the first to the second; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((atMidnight(to) - atMidnight(from)) / DAY_MS)

export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  const kind = calendar.get(day)
  if (kind) return kind !== 'off'
  const weekday = new Date(atMidnight(day)).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** The n-th working day after `day`, which itself is not counted; 0 gives the day, or the next working day when it is off. */
export function addWorkingDays(day: Day, count: number, calendar: Calendar): Day {
  let at = count === 0 ? firstWorkingDay(day, calendar) : day
  for (let left = count; left > 0; left--) at = firstWorkingDay(addDays(at, 1), calendar)
  return at
}

/** `day` itself or the first working day after it. */
export function firstWorkingDay(day: Day, calendar: Calendar): Day {
  let at = day
  while (!isWorkingDay(at, calendar)) at = addDays(at, 1)
  return at
}

/** Working days after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Day, to: Day, calendar: Calendar): number {
  let count = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkingDay(at, calendar)) count++
  return count
}

/** The earliest day from which `day` is still within so many working days. */
export function earliestWithin(day: Day, count: number, calendar: Calendar): Day {
  let start = day
  while (addWorkingDays(addDays(start, -1), count, calendar) >= day) start = addDays(start, -1)
  return start
}

/** The day it is at an instant, where clocks are `offsetMinutes` ahead of UTC. */
export const dayOf = (at: Date, offsetMinutes: number): Day => dayAt(at.getTime() + offsetMinutes * 60_000)

/** When a day of work ends, as an instant: an hour earlier on the eve of a holiday. */
export function endOfWork(day: Day, calendar: Calendar, offsetMinutes: number): Date {
  const hour = calendar.get(day) === 'short' ? 17 : 18
  return new Date(atMidnight(day) + hour * 3_600_000 - offsetMinutes * 60_000)
}

/** The same day of a later month, or that month's last where it is shorter (Civil Code, art. 192). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayAt(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)))
}

/** The day a term ends on that begins on `from`: in calendar days and months one that falls on a day off ends on the next working day. */
export function dueDay(from: Day, term: TermLength, calendar: Calendar): Day {
  if (term.unit === 'workingDays') return addWorkingDays(from, term.amount, calendar)
  if (term.unit === 'months') return firstWorkingDay(addMonths(from, term.amount), calendar)
  if (term.unit === 'calendarDays') return firstWorkingDay(addDays(from, term.amount), calendar)
  return addDays(from, Math.floor(term.amount / 24))
}

/** The instant a term ends that begins at `from`: hours run on through the night, days end with the work. */
export function dueAt(from: Date, term: TermLength, calendar: Calendar, offsetMinutes: number): Date {
  if (term.unit === 'hours') return new Date(from.getTime() + term.amount * 3_600_000)
  return endOfWork(dueDay(dayOf(from, offsetMinutes), term, calendar), calendar, offsetMinutes)
}
