import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkingDays,
  type Calendar,
  type DayKind,
  dueAt,
  dueDay,
  endOfWork,
  isWorkingDay,
  workingDaysBetween,
} from './calendar.ts'

const MOSCOW = 180
const none: Calendar = new Map()
const may2026: Calendar = new Map<string, DayKind>([
  ['2026-04-30', 'short'],
  ['2026-05-01', 'off'],
  ['2026-05-11', 'off'],
  ['2026-05-16', 'work'],
])

const day = fc.integer({ min: 0, max: 730 }).map((n) => addDays('2026-01-01', n))
const calendar = fc
  .array(fc.tuple(day, fc.constantFrom<DayKind>('off', 'work', 'short')), { maxLength: 40 })
  .map((rows): Calendar => new Map(rows))
const count = fc.integer({ min: 0, max: 60 })

describe('the production calendar', () => {
  it('skips weekends, holidays and moved days off, and counts a working Saturday', () => {
    expect(addWorkingDays('2026-04-30', 1, may2026)).toBe('2026-05-04')
    expect(addWorkingDays('2026-05-08', 1, may2026)).toBe('2026-05-12')
    expect(addWorkingDays('2026-05-15', 1, may2026)).toBe('2026-05-16')
  })
  it('ends a term in calendar days that falls on a day off on the next working day', () => {
    expect(dueDay('2026-04-24', { amount: 7, unit: 'calendarDays' }, may2026)).toBe('2026-05-04')
  })
  it.each([
    ['2026-11-23', 6, '2027-05-23'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-31', 12, '2027-12-31'],
  ])('counts months from %s, %d of them, to the same day or the last one: %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to)
  })
  it('ends a term in months that falls on a day off on the next working day', () => {
    expect(dueDay('2026-11-23', { amount: 6, unit: 'months' }, none)).toBe('2027-05-24')
  })
  it('ends a short day an hour earlier', () => {
    expect(endOfWork('2026-04-29', may2026, MOSCOW).toISOString()).toBe('2026-04-29T15:00:00.000Z')
    expect(endOfWork('2026-04-30', may2026, MOSCOW).toISOString()).toBe('2026-04-30T14:00:00.000Z')
  })
  it('begins a term on the local day: 22:30 UTC is already tomorrow in Moscow', () => {
    const at = dueAt(new Date('2026-11-23T22:30:00Z'), { amount: 1, unit: 'workingDays' }, none, MOSCOW)
    expect(at.toISOString()).toBe('2026-11-25T15:00:00.000Z')
  })
  it('lets hours run on through the night', () => {
    const at = dueAt(new Date('2026-11-27T20:00:00Z'), { amount: 4, unit: 'hours' }, none, MOSCOW)
    expect(at.toISOString()).toBe('2026-11-28T00:00:00.000Z')
  })
  it('always ends on a working day', () => {
    fc.assert(fc.property(day, count, calendar, (from, n, days) => isWorkingDay(addWorkingDays(from, n, days), days)))
  })
  it('counts back what it has added', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), calendar, (from, n, days) => {
        expect(workingDaysBetween(from, addWorkingDays(from, n, days), days)).toBe(n)
      }),
    )
  })
  it('adds up: n and then m days are n + m days', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), count, calendar, (from, n, m, days) => {
        const first = addWorkingDays(from, n, days)
        expect(addWorkingDays(first, m, days)).toBe(addWorkingDays(from, n + m, days))
      }),
    )
  })
  it('never ends earlier for a longer term', () => {
    fc.assert(
      fc.property(day, count, count, calendar, (from, n, m, days) => {
        const [short, long] = n < m ? [n, m] : [m, n]
        expect(addWorkingDays(from, short, days) <= addWorkingDays(from, long, days)).toBe(true)
      }),
    )
  })
})
