import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from './calendar.ts'
import { extensionRefusal, isExtension, latestExtension } from './extension.ts'

const open = { dueOn: '2026-12-23', extendedFrom: null, answeredAt: null, closedAt: null }

it('a term is extended once, while it runs and nothing was answered', () => {
  expect(extensionRefusal(open, '2026-12-23')).toBeNull()
  expect(extensionRefusal(open, '2026-12-24')).toBe('termOver')
  expect(extensionRefusal({ ...open, extendedFrom: '2026-11-23' }, '2026-12-01')).toBe('alreadyExtended')
  expect(extensionRefusal({ ...open, answeredAt: '2026-12-01T09:00:00Z' }, '2026-12-01')).toBe('alreadyAnswered')
  expect(extensionRefusal({ ...open, closedAt: '2026-12-01T09:00:00Z' }, '2026-12-01')).toBe('caseClosed')
})

it('the new day lies after the old one and no later than the limit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: -90, max: 90 }),
      (n, days, by) => {
        const dueOn = addDays('2026-01-01', n)
        expect(isExtension(dueOn, addDays(dueOn, by), days)).toBe(by >= 1 && by <= days)
        expect(latestExtension(dueOn, days) > dueOn).toBe(true)
      },
    ),
  )
})
