import type { Calendar, Day, DayKind } from './calendar.ts'

/** What a day becomes; null: again what its weekday says. */
export type Changes = ReadonlyMap<Day, DayKind | null>

const CODES: Readonly<Record<string, DayKind | null>> = { o: 'off', w: 'work', s: 'short', n: null }
const LETTERS = { off: 'o', work: 'w', short: 's' } as const

/** Short enough for the address of a question: `20261231o.20270108s`. */
export const changesText = (changes: Changes): string =>
  [...changes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, kind]) => `${day.replaceAll('-', '')}${kind === null ? 'n' : LETTERS[kind]}`)
    .join('.')

/** Null: not such a text, or a day that no calendar has. */
export function readChanges(text: string): Changes | null {
  const changes = new Map<Day, DayKind | null>()
  if (text === '') return changes
  for (const part of text.split('.')) {
    const [, year, month, date, code] = /^(\d{4})(\d\d)(\d\d)([owsn])$/.exec(part) ?? []
    const day = `${year}-${month}-${date}`
    const kind = CODES[code ?? '']
    if (kind === undefined || !isDay(day)) return null
    changes.set(day, kind)
  }
  return changes
}

export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}

export function withChanges(calendar: Calendar, changes: Changes): Calendar {
  const changed = new Map(calendar)
  for (const [day, kind] of changes) {
    if (kind === null) changed.delete(day)
    else changed.set(day, kind)
  }
  return changed
}

/** What makes `to` of `from`. */
export function changesBetween(from: Calendar, to: Calendar): Changes {
  const changes = new Map<Day, DayKind | null>()
  for (const [day, kind] of to) if (from.get(day) !== kind) changes.set(day, kind)
  for (const day of from.keys()) if (!to.has(day)) changes.set(day, null)
  return changes
}

const isWeekend = (day: Day): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** What a day is on the sheet: by the calendar, else by its weekday. */
export const kindOfDay = (day: Day, calendar: Calendar): DayKind =>
  calendar.get(day) ?? (isWeekend(day) ? 'off' : 'work')

/** The next of working → off → short → working. */
const NEXT = { work: 'off', off: 'short', short: 'work' } as const
export const nextKind = (kind: DayKind): DayKind => NEXT[kind]

/** Sets a day to a kind; what its weekday says anyway is no exception. */
export function withDay(calendar: Calendar, day: Day, kind: DayKind): Calendar {
  const isOrdinary = kind === (isWeekend(day) ? 'off' : 'work')
  return withChanges(calendar, new Map([[day, isOrdinary ? null : kind]]))
}

/** Working days, days off and short days of a year; a short day is a working day too. */
export function countYear(year: number, calendar: Calendar): { working: number; off: number; short: number } {
  const counts = { working: 0, off: 0, short: 0 }
  for (const day of daysOfYear(year)) {
    const kind = kindOfDay(day, calendar)
    if (kind === 'off') counts.off++
    else counts.working++
    if (kind === 'short') counts.short++
  }
  return counts
}

export function daysOfYear(year: number): Day[] {
  const days: Day[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}
