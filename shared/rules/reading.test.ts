import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReadingFinding, ZoneValues } from '#shared/contract/reading'
import { addDays } from './calendar.ts'
import { judge, type KnownMeter, type ReadingLimits } from './reading.ts'

const limits: ReadingLimits = {
  window: { fromDay: 23, toDay: 25 },
  timesAverage: 5,
  smallKwh: 100,
  zeroDays: 180,
  averageFromDays: 20,
  zoneSumKwh: 3,
  telemetryKwh: 5,
}
const DAY = '2026-11-24'
const single: KnownMeter = {
  digits: 5,
  zones: ['total'],
  installedOn: '2020-01-01',
  removedOn: null,
  removal: null,
  verifiedUntil: '2030-01-01',
  permittedKw: 15,
  accepted: [
    { takenOn: '2026-10-24', values: { total: 10_000 }, consumptionKwh: 300 },
    { takenOn: '2026-09-24', values: { total: 9_700 }, consumptionKwh: null },
  ],
  telemetry: null,
}
const twoZones: KnownMeter = {
  ...single,
  zones: ['day', 'night'],
  accepted: [{ takenOn: '2026-10-24', values: { day: 500, night: 300 }, consumptionKwh: null }],
}
const found = (values: ZoneValues, meter: Partial<KnownMeter> = {}, takenOn = DAY, today = DAY): ReadingFinding[] =>
  judge({ takenOn, values }, { ...single, ...meter }, limits, today).findings

describe('the control of a reading', () => {
  it.each<[string, ZoneValues, Partial<KnownMeter>, string, ReadingFinding[]]>([
    ['an ordinary one has nothing to it', { total: 10_290 }, {}, DAY, []],
    ['less than before', { total: 9_999 }, {}, DAY, ['belowPrevious']],
    [
      'less, where the register has turned over',
      { total: 120 },
      { accepted: [{ takenOn: '2026-10-24', values: { total: 99_900 }, consumptionKwh: null }] },
      DAY,
      ['rolledOver'],
    ],
    [
      'less, where nobody knows the digits',
      { total: 120 },
      { digits: null, accepted: [{ takenOn: '2026-10-24', values: { total: 99_900 }, consumptionKwh: null }] },
      DAY,
      ['belowPrevious'],
    ],
    ['above five times the average', { total: 11_600 }, {}, DAY, ['aboveAverage']],
    ['above the average of next to nothing', { total: 10_090 }, { accepted: still(0) }, DAY, []],
    ['above what the permitted power can give', { total: 22_000 }, {}, DAY, ['aboveAverage', 'abovePower']],
    ['a zero for less than long', { total: 10_000 }, { accepted: still(2) }, DAY, []],
    ['a zero for long', { total: 10_000 }, { accepted: still(6) }, DAY, ['zeroLong']],
    ['the same day and values', { total: 10_000 }, {}, '2026-10-24', ['duplicate']],
    ['the same day, other values', { total: 10_010 }, {}, '2026-10-24', ['otherOfSameDay']],
    ['earlier than an accepted one', { total: 9_900 }, {}, '2026-10-23', ['notNewest']],
    ['tomorrow', { total: 10_200 }, {}, '2026-11-25', ['futureDate']],
    ['before the window', { total: 10_200 }, {}, '2026-11-22', ['outsideWindow']],
    ['two registers at a tariff of one', { day: 1, night: 2 }, {}, DAY, ['zonesMismatch']],
    ['one register at a tariff of two', { total: 900 }, twoZones, DAY, ['zonesMismatch']],
    ['two registers at a tariff of two', { day: 520, night: 310 }, twoZones, DAY, []],
    ['their total beside them', { day: 520, night: 310, total: 831 }, twoZones, DAY, []],
    ['a total that is none', { day: 520, night: 310, total: 900 }, twoZones, DAY, ['zoneSumDiffers']],
    ['a digit too many', { total: 100_000 }, {}, DAY, ['tooManyDigits']],
    ['before the meter stood', { total: 1 }, { accepted: [], installedOn: '2026-12-01' }, DAY, ['beforeInstallation']],
    [
      'a meter that was replaced',
      { total: 10_200 },
      { removedOn: '2026-11-01', removal: 'replaced' },
      DAY,
      ['meterReplaced'],
    ],
    [
      'a meter that was removed',
      { total: 10_200 },
      { removedOn: '2026-11-01', removal: 'removed' },
      DAY,
      ['meterRemoved'],
    ],
    [
      'a verification that has expired',
      { total: 10_200 },
      { verifiedUntil: '2026-11-23' },
      DAY,
      ['verificationExpired'],
    ],
    ['other than telemetry', { total: 10_200 }, { telemetry: { total: 10_206 } }, DAY, ['telemetryDiffers']],
    ['near to telemetry', { total: 10_200 }, { telemetry: { total: 10_205 } }, DAY, []],
    ['the first one of a meter', { total: 77 }, { accepted: [] }, DAY, []],
  ])('%s', (_, values, meter, takenOn, expected) => {
    expect(found(values, meter, takenOn)).toEqual(expected)
  })

  it('counts what was consumed, over the end of the register too', () => {
    expect(judge({ takenOn: DAY, values: { day: 520, night: 310 } }, twoZones, limits, DAY).consumptionKwh).toBe(30)
    const nearEnd = [{ takenOn: '2026-10-24', values: { total: 99_900 }, consumptionKwh: null }]
    const turned = { ...single, accepted: nearEnd }
    expect(judge({ takenOn: DAY, values: { total: 120 } }, turned, limits, DAY).consumptionKwh).toBe(220)
  })
})

/** So many months in which the register stood still. */
function still(months: number): KnownMeter['accepted'] {
  const days = ['2026-10-24', '2026-09-24', '2026-08-24', '2026-07-24', '2026-06-24', '2026-05-24', '2026-04-24']
  return days.slice(0, months + 1).map((takenOn, n) => {
    return { takenOn, values: { total: 10_000 }, consumptionKwh: n === months ? null : 0 }
  })
}

describe('whatever is given', () => {
  const value = fc.integer({ min: 0, max: 200_000 })
  const day = fc.integer({ min: -400, max: 400 }).map((n) => addDays(DAY, n))
  const values = fc.record({ total: value, day: value, night: value }, { requiredKeys: [] })
  const accepted = fc
    .uniqueArray(fc.tuple(day, value, fc.option(fc.integer({ min: 0, max: 5_000 }))), {
      maxLength: 6,
      selector: ([takenOn]) => takenOn,
    })
    .map((rows) =>
      rows
        .map(([takenOn, total, consumptionKwh]) => ({ takenOn, values: { total }, consumptionKwh }))
        .sort((a, b) => (a.takenOn < b.takenOn ? 1 : -1)),
    )
  const given = fc.tuple(day, values, accepted)

  it('each finding is told once, and judging again says the same', () => {
    fc.assert(
      fc.property(given, ([takenOn, shown, known]) => {
        const once = judge({ takenOn, values: shown }, { ...single, accepted: known }, limits, DAY)
        expect(new Set(once.findings).size).toBe(once.findings.length)
        expect(judge({ takenOn, values: shown }, { ...single, accepted: known }, limits, DAY)).toEqual(once)
      }),
    )
  })

  it('what was consumed is never negative, and never more than the register holds', () => {
    fc.assert(
      fc.property(given, ([takenOn, shown, known]) => {
        const { consumptionKwh } = judge({ takenOn, values: shown }, { ...single, accepted: known }, limits, DAY)
        const isInside = consumptionKwh === null || (consumptionKwh >= 0 && consumptionKwh <= 200_000)
        expect(isInside).toBe(true)
      }),
    )
  })

  it('a reading without findings lies inside the window, not in the future, in the registers of the tariff', () => {
    fc.assert(
      fc.property(given, ([takenOn, shown, known]) => {
        const { findings } = judge({ takenOn, values: shown }, { ...single, accepted: known }, limits, DAY)
        if (findings.length > 0) return
        expect(takenOn <= DAY).toBe(true)
        expect(Number(takenOn.slice(8))).toBeGreaterThanOrEqual(23)
        expect(Object.keys(shown)).toEqual(['total'])
        const previous = known.find((one) => one.takenOn < takenOn)
        expect((shown.total ?? 0) >= (previous?.values.total ?? 0)).toBe(true)
      }),
    )
  })

  it('a larger reading is never found to be below the one before where a smaller was not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 99_998 }), (total) => {
        expect(found({ total })).not.toContain('belowPrevious')
        expect(found({ total: total + 1 })).not.toContain('belowPrevious')
      }),
    )
  })

  it('what the permitted power cannot give is found in every span of days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 40 }), (days, kw) => {
        const previous = [{ takenOn: addDays(DAY, -days), values: { total: 0 }, consumptionKwh: null }]
        const most = kw * 24 * days
        const meter = { accepted: previous, permittedKw: kw, digits: 9 }
        expect(found({ total: most }, meter)).not.toContain('abovePower')
        expect(found({ total: most + 1 }, meter)).toContain('abovePower')
      }),
    )
  })
})
