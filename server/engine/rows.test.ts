import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Rows } from './rows.ts'

type Row = { no: number; word: string }
const change = fc.record({ no: fc.integer({ min: 1, max: 8 }), word: fc.constantFrom(null, 'a', 'b') })
const stored = fc
  .uniqueArray(fc.integer({ min: 1, max: 5 }))
  .map((numbers) => numbers.sort((a, b) => a - b).map((no): Row => ({ no, word: 'stored' })))

/** `word` null: the row is dropped. */
function apply(rows: Rows<Row>, changes: { no: number; word: string | null }[]) {
  for (const { no, word } of changes) word === null ? rows.drop(no) : rows.put({ no, word })
}
const seen = (rows: Rows<Row>) => [rows.all(), rows.added(), rows.altered(), rows.dropped(), rows.size]

describe('the rows of an instance', () => {
  it('tell what the database must be told so that it holds what they hold', () => {
    fc.assert(
      fc.property(stored, fc.array(change), (before, changes) => {
        const rows = new Rows(before)
        apply(rows, changes)
        const table = new Map(before.map((row) => [row.no, row]))
        for (const { no } of rows.dropped()) expect(table.delete(no)).toBe(true)
        for (const row of rows.altered()) {
          expect(table.has(row.no)).toBe(true)
          table.set(row.no, row)
        }
        for (const row of rows.added()) {
          expect(table.has(row.no)).toBe(false)
          table.set(row.no, row)
        }
        expect([...table.values()].sort((a, b) => a.no - b.no)).toEqual(rows.all())
        expect(rows.size).toBe(table.size)
        for (const row of rows.all()) expect(rows.get(row.no)).toEqual(row)
      }),
    )
  })

  it('are as they were once what came after is taken back, however often', () => {
    fc.assert(
      fc.property(stored, fc.array(change), fc.array(change), fc.array(change), (before, first, second, third) => {
        const rows = new Rows(before)
        apply(rows, first)
        const restoreOuter = rows.keep()
        const outer = seen(rows)
        apply(rows, second)
        const restoreInner = rows.keep()
        const inner = seen(rows)
        apply(rows, third)
        restoreInner()
        expect(seen(rows)).toEqual(inner)
        apply(rows, third)
        restoreOuter()
        expect(seen(rows)).toEqual(outer)
      }),
    )
  })
})
