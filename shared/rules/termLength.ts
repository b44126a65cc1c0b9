import { type Calendar, type Day, dayOf, dueAt, dueDay, type TermLength, type TermUnit } from './calendar.ts'

/** What a due date was reckoned from, kept so that it can be reckoned again: an instant, a length (`10wd`), the calendar's code. */
export type Reckoning = { from: string; length: string; calendar: string }

const UNITS: Readonly<Record<string, TermUnit>> = { wd: 'workingDays', cd: 'calendarDays', h: 'hours', mo: 'months' }
const CODES: Readonly<Record<TermUnit, string>> = { workingDays: 'wd', calendarDays: 'cd', hours: 'h', months: 'mo' }
/** No term of the law comes near; a slip of the pen must not walk through millennia. */
const MOST = 9_999

/** `10wd` is ten working days, `30cd` thirty calendar days, `4h` four hours, `6mo` six months; null: the text is no length. */
export function readLength(text: string): TermLength | null {
  const parts = /^(\d{1,4})(wd|cd|h|mo)$/.exec(text.trim())
  const unit = UNITS[parts?.[2] ?? '']
  const amount = Number(parts?.[1])
  return unit && amount <= MOST ? { amount, unit } : null
}

export const lengthText = ({ amount, unit }: TermLength): string => `${amount}${CODES[unit]}`

function lengthOf({ length }: Reckoning): TermLength {
  const read = readLength(length)
  if (!read) throw new Error(`${length} is no length of a term`)
  return read
}

/** The instant a reckoning comes to by this calendar. */
export const reckonedAt = (reckoned: Reckoning, calendar: Calendar, offsetMinutes: number): Date =>
  dueAt(new Date(reckoned.from), lengthOf(reckoned), calendar, offsetMinutes)

/** The day a reckoning comes to by this calendar. */
export const reckonedOn = (reckoned: Reckoning, calendar: Calendar, offsetMinutes: number): Day =>
  dueDay(dayOf(new Date(reckoned.from), offsetMinutes), lengthOf(reckoned), calendar)
