import { addDays, type Day } from '#shared/rules/calendar'
import type { Language } from '../../ui/words'

const two = (n: number) => String(n).padStart(2, '0')
const at = (day: Day) => new Date(`${day}T00:00:00Z`)

/** The weeks of each month, Monday first; null: the place belongs to another month. */
export const monthsOf = (year: number): (Day | null)[][][] =>
  Array.from({ length: 12 }, (_, month) => weeksOf(year, month))

function weeksOf(year: number, month: number): (Day | null)[][] {
  const first: Day = `${year}-${two(month + 1)}-01`
  const before = (at(first).getUTCDay() + 6) % 7
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const places = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, place) => {
    const date = place - before
    return date >= 0 && date < length ? addDays(first, date) : null
  })
  return Array.from({ length: places.length / 7 }, (_, week) => places.slice(week * 7, week * 7 + 7))
}

const locale = (language: Language) => (language === 'en' ? 'en-GB' : 'ru-RU')
const formats = new Map<string, Intl.DateTimeFormat>()
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale(language), { ...options, timeZone: 'UTC' })
  formats.set(key, known)
  return known
}

/** «Ноябрь» */
export function monthName(year: number, month: number, language: Language): string {
  const name = format(language, { month: 'long' }).format(new Date(Date.UTC(year, month, 1)))
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** «24 ноября 2026 г.» */
export const nameOfDay = (day: Day, language: Language): string =>
  format(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(at(day))
