import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectionFee } from './connectionFee.ts'

const rate = fc.record({
  baseKopecks: fc.integer({ min: 0, max: 10_000_000 }),
  perKwKopecks: fc.integer({ min: 0, max: 5_000_000 }),
  advancePercent: fc.integer({ min: 0, max: 100 }),
})
const hundredths = fc.integer({ min: 1, max: 10_000_000 })

describe('the fee of a connection', () => {
  it.each([
    [15, { baseKopecks: 0, perKwKopecks: 532_000, advancePercent: 100 }, 7_980_000, 7_980_000],
    [14.99, { baseKopecks: 0, perKwKopecks: 532_000, advancePercent: 100 }, 7_974_680, 7_974_680],
    [0.01, { baseKopecks: 100, perKwKopecks: 149, advancePercent: 50 }, 101, 51],
    [150, { baseKopecks: 1_450_000, perKwKopecks: 650_000, advancePercent: 20 }, 98_950_000, 19_790_000],
  ])('for %d kW at %o', (powerKw, row, feeKopecks, advanceKopecks) => {
    expect(connectionFee(powerKw, row)).toEqual({ feeKopecks, advanceKopecks })
  })

  it('is whole kopecks, and the advance is a part of it that is never less than its share', () => {
    fc.assert(
      fc.property(hundredths, rate, (power, row) => {
        const { feeKopecks, advanceKopecks } = connectionFee(power / 100, row)
        expect(Number.isSafeInteger(feeKopecks) && Number.isSafeInteger(advanceKopecks)).toBe(true)
        expect(advanceKopecks).toBeLessThanOrEqual(feeKopecks)
        expect(advanceKopecks * 100).toBeGreaterThanOrEqual(feeKopecks * row.advancePercent)
      }),
    )
  })

  it('does not fall with more power, and differs from the exact product by half a kopeck at most', () => {
    fc.assert(
      fc.property(hundredths, fc.integer({ min: 1, max: 100_000 }), rate, (power, more, row) => {
        const { feeKopecks } = connectionFee(power / 100, row)
        expect(connectionFee((power + more) / 100, row).feeKopecks).toBeGreaterThanOrEqual(feeKopecks)
        const off = BigInt(feeKopecks - row.baseKopecks) * 100n - BigInt(row.perKwKopecks) * BigInt(power)
        expect(off >= -50n && off <= 50n).toBe(true)
      }),
    )
  })
})
