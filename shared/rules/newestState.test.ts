import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newestStates } from './newestState.ts'

const change = fc.record({
  xid: fc.nat(5),
  seq: fc.nat(1_000),
  row: fc.constantFrom('a', 'b'),
  name: fc.constantFrom('task', 'call'),
})

test('in whatever order the facts come, each row ends with its newest state, and none of them is swallowed', () => {
  fc.assert(
    fc.property(fc.uniqueArray(change, { selector: ({ seq }) => seq, minLength: 1 }), (changes) => {
      const newest = newestStates()
      const shown = new Map<string, unknown>()
      for (const { xid, seq, row, name } of changes) {
        const told = newest({ cursor: `${xid}-${seq}`, payload: { [name]: { id: row, seq }, words: 'kept' } })
        expect(told).toEqual({ [name]: { id: row, seq: expect.any(Number) }, words: 'kept' })
        shown.set(`${name}${row}`, (told as Record<string, { seq: number }>)[name]?.seq)
      }
      for (const [key, seq] of shown) {
        const all = changes.filter(({ name, row }) => `${name}${row}` === key).map((each) => each.seq)
        expect(seq).toBe(Math.max(...all))
      }
    }),
  )
})

test('a presence is known by its member of staff; what has no id goes through as it came', () => {
  const newest = newestStates()
  newest({ cursor: '9-9', payload: { presence: { staffId: 'x', state: 'available' } } })
  const told = newest({ cursor: '9-8', payload: { presence: { staffId: 'x', state: 'offline' }, mark: { upTo: 3 } } })
  expect(told).toEqual({ presence: { staffId: 'x', state: 'available' }, mark: { upTo: 3 } })
  expect(newest({ cursor: '9-7', payload: null })).toBeNull()
})
