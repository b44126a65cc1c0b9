import { expect, it } from 'vitest'
import { momentOf, zoneOf } from './words.ts'

it.each([
  [180, '+03:00'],
  [0, '+00:00'],
  [-210, '-03:30'],
])('an offset of %i minutes is %s', (minutes, zone) => expect(zoneOf(minutes)).toBe(zone))

it.each([
  ['2026-11-24T15:00:00Z', '18:00'],
  ['2026-11-24T21:30:00Z', '25.11.2026, 00:30'],
])('the term %s is told by the company’s clock as %s', (iso, told) => {
  expect(momentOf(iso, { timeZone: '+03:00', now: new Date('2026-11-24T08:00:00Z') })).toBe(told)
})
