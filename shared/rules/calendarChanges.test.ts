import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addWorkingDays, type Calendar, type Day, type DayKind, dayOf, isWorkingDay } from './calendar.ts'
import {
  changesBetween,
  changesText,
  countYear,
  kindOfDay,
  nextKind,
  readChanges,
  withChanges,
  withDay,
} from './calendarChanges.ts'
import { lengthText, readLength, reckonedAt, reckonedOn } from './termLength.ts'

const MOSCOW = 180
const kind = fc.constantFrom<DayKind>('off', 'work', 'short')
const day = fc.integer({ min: 0, max: 500 }).map((n) => addDays('2026-01-01', n))
const calendar = fc.array(fc.tuple(day, kind), { maxLength: 30 }).map((rows): Calendar => new Map(rows))
const length = fc.record({
  amount: fc.integer({ min: 0, max: 60 }),
  unit: fc.constantFrom('workingDays' as const, 'calendarDays' as const, 'hours' as const),
})
const from = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((n) => new Date(Date.UTC(2026, 0, 1) + n * 60_000))
const reckoning = fc.record({
  from: from.map((at) => at.toISOString()),
  length: length.map(lengthText),
  calendar: fc.constant('federal'),
})

describe('the length of a term as text', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(length, (one) => {
        expect(readLength(lengthText(one))).toEqual(one)
      }),
    )
    expect(readLength(' 10wd ')).toEqual({ amount: 10, unit: 'workingDays' })
    for (const text of ['10', 'wd', '10 wd', '-1wd', '1.5wd', '10000wd', 'P10D', 'appeal.draft'])
      expect(readLength(text)).toBeNull()
  })
})

describe('changes of a calendar', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(calendar, calendar, (a, b) => {
        const changes = changesBetween(a, b)
        expect(new Map(readChanges(changesText(changes)))).toEqual(changes)
      }),
    )
    for (const text of ['20260230o', '20260101x', '2026-01-01o', '20260101o.', 'o'])
      expect(readChanges(text)).toBeNull()
  })
  it('lead from one calendar to the other, and back', () => {
    fc.assert(
      fc.property(calendar, calendar, (a, b) => {
        expect(withChanges(a, changesBetween(a, b))).toEqual(b)
        expect(withChanges(b, changesBetween(b, a))).toEqual(a)
      }),
    )
  })
  it('of one day: three presses give back the day, and nothing is left of them', () => {
    fc.assert(
      fc.property(calendar, day, (days, one) => {
        let now = days
        for (let press = 0; press < 3; press++) now = withDay(now, one, nextKind(kindOfDay(one, now)))
        expect(kindOfDay(one, now)).toBe(kindOfDay(one, days))
        expect(isWorkingDay(one, now)).toBe(isWorkingDay(one, days))
      }),
    )
  })
  it('a year has all its days', () => {
    fc.assert(
      fc.property(calendar, fc.constantFrom(2026, 2027, 2028), (days, year) => {
        const { working, off, short } = countYear(year, days)
        expect(working + off).toBe(year === 2028 ? 366 : 365)
        expect(short).toBeLessThanOrEqual(working)
      }),
    )
  })
})

describe('a due date reckoned again', () => {
  const dueDayOf = (at: Date): Day => dayOf(at, MOSCOW)

  it('is never before its start, whatever the calendar becomes', () => {
    fc.assert(
      fc.property(reckoning, calendar, (one, days) => {
        expect(reckonedOn(one, days, MOSCOW) >= dueDayOf(new Date(one.from))).toBe(true)
        const { amount, unit } = readLength(one.length) ?? { amount: 0, unit: 'hours' }
        if (amount > 0 || unit === 'hours')
          expect(reckonedAt(one, days, MOSCOW).getTime()).toBeGreaterThanOrEqual(new Date(one.from).getTime())
      }),
    )
  })
  it('comes later, or stays, when one more day is off; earlier, or stays, when one more day is worked', () => {
    fc.assert(
      fc.property(reckoning, calendar, day, (one, days, moved) => {
        const before = reckonedOn(one, days, MOSCOW)
        expect(reckonedOn(one, withDay(days, moved, 'off'), MOSCOW) >= before).toBe(true)
        expect(reckonedOn(one, withDay(days, moved, 'work'), MOSCOW) <= before).toBe(true)
      }),
    )
  })
  it('moves by no more than the one working day that was moved', () => {
    fc.assert(
      fc.property(reckoning, calendar, day, (one, days, moved) => {
        const before = reckonedOn(one, days, MOSCOW)
        const later = reckonedOn(one, withDay(days, moved, 'off'), MOSCOW)
        const next = addWorkingDays(before, 1, withDay(days, moved, 'off'))
        expect(later <= next).toBe(true)
      }),
    )
  })
  it('is untouched by days before its start and after its end', () => {
    fc.assert(
      fc.property(reckoning, calendar, day, kind, (one, days, moved, becomes) => {
        const start = dueDayOf(new Date(one.from))
        const end = reckonedOn(one, days, MOSCOW)
        fc.pre(moved < start || moved > end)
        expect(reckonedOn(one, withDay(days, moved, becomes), MOSCOW)).toBe(end)
      }),
    )
  })
  it('in hours knows no calendar', () => {
    fc.assert(
      fc.property(from, fc.integer({ min: 0, max: 500 }), calendar, (at, hours, days) => {
        const one = { from: at.toISOString(), length: `${hours}h`, calendar: 'federal' }
        expect(reckonedAt(one, days, MOSCOW).getTime()).toBe(at.getTime() + hours * 3_600_000)
      }),
    )
  })
})
