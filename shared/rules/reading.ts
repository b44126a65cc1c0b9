import type { ReadingFinding, Zone, ZoneValues } from '#shared/contract/reading'
import { type Day, daysBetween } from './calendar.ts'
import { ceilingKwh, consumedKwh } from './readingConsumption.ts'

/** What was given, or was accepted before. */
export type Shown = { takenOn: Day; values: ZoneValues }
/** What is known of a meter when a reading of it comes. */
export type KnownMeter = {
  /** Whole digits of the register; null: not known. */
  digits: number | null
  /** The registers of its tariff; empty: the tariff is not known. */
  zones: readonly Zone[]
  installedOn: Day | null
  removedOn: Day | null
  removal: 'replaced' | 'removed' | null
  verifiedUntil: Day | null
  permittedKw: number | null
  /** Accepted ones with what was consumed before each, newest first. */
  accepted: readonly (Shown & { consumptionKwh: number | null })[]
  /** What the smart-metering system read on the very day of the reading. */
  telemetry: ZoneValues | null
}
/** Dated settings of the control. */
export type ReadingLimits = {
  window: { fromDay: number; toDay: number }
  timesAverage: number
  /** A consumption up to this is never called too large beside the average. */
  smallKwh: number
  zeroDays: number
  /** An average is taken over at least so many days. */
  averageFromDays: number
  zoneSumKwh: number
  telemetryKwh: number
}
export type Judgement = { findings: ReadingFinding[]; consumptionKwh: number | null }

/** Everything the control sees in a reading, in the order of its reasons. Pure: `today` is the company's day. */
export function judge(given: Shown, meter: KnownMeter, limits: ReadingLimits, today: Day): Judgement {
  const { takenOn, values } = given
  const before = formFindings(given, meter, limits, today)
  // values that are not those of the registers say nothing about consumption
  if (before.includes('zonesMismatch') || before.includes('tooManyDigits'))
    return { findings: before, consumptionKwh: null }
  const sameDay = meter.accepted.find((one) => one.takenOn === takenOn)
  if (sameDay && meter.zones.every((zone) => sameDay.values[zone] === values[zone]))
    return { findings: [...before, 'duplicate'], consumptionKwh: sameDay.consumptionKwh }
  const previous = meter.accepted.find((one) => one.takenOn < takenOn)
  const beside: (ReadingFinding | false)[] = [
    sameDay !== undefined && 'otherOfSameDay',
    meter.accepted.some((one) => one.takenOn > takenOn) && 'notNewest',
  ]
  const consumed = previous && consumptionFindings(given, previous, meter, limits)
  const findings = [...before, ...beside.filter((finding) => finding !== false), ...(consumed?.findings ?? [])]
  return { findings, consumptionKwh: consumed?.consumptionKwh ?? null }
}

/** What is seen without looking at earlier readings. */
function formFindings(given: Shown, meter: KnownMeter, limits: ReadingLimits, today: Day): ReadingFinding[] {
  const { takenOn, values } = given
  const dayOfMonth = Number(takenOn.slice(8))
  const { fromDay, toDay } = limits.window
  const found: (ReadingFinding | false)[] = [
    takenOn > today && 'futureDate',
    (dayOfMonth < fromDay || dayOfMonth > toDay) && 'outsideWindow',
    !fitsZones(values, meter.zones) && 'zonesMismatch',
    sumDiffers(values, meter.zones, limits.zoneSumKwh) && 'zoneSumDiffers',
    meter.digits !== null &&
      Object.values(values).some((value) => value >= 10 ** (meter.digits ?? 0)) &&
      'tooManyDigits',
    meter.installedOn !== null && takenOn < meter.installedOn && 'beforeInstallation',
    meter.removedOn !== null && takenOn > meter.removedOn && REMOVALS[meter.removal ?? 'removed'],
    meter.verifiedUntil !== null && takenOn > meter.verifiedUntil && 'verificationExpired',
    telemetryDiffers(values, meter, limits.telemetryKwh) && 'telemetryDiffers',
  ]
  return found.filter((finding) => finding !== false)
}
const REMOVALS = { replaced: 'meterReplaced', removed: 'meterRemoved' } as const

/** Every register of the tariff and no other; beside several zones their total may stand. */
function fitsZones(values: ZoneValues, zones: readonly Zone[]): boolean {
  const given = Object.keys(values)
  const extra = given.filter((zone) => !zones.some((known) => known === zone))
  const isTotalBeside = zones.length > 1 && extra.length === 1 && extra[0] === 'total'
  return zones.length > 0 && zones.every((zone) => values[zone] !== undefined) && (extra.length === 0 || isTotalBeside)
}

function sumDiffers(values: ZoneValues, zones: readonly Zone[], tolerance: number): boolean {
  if (values.total === undefined || zones.length < 2 || !fitsZones(values, zones)) return false
  const sum = zones.reduce((all, zone) => all + (values[zone] ?? 0), 0)
  return Math.abs(sum - values.total) > tolerance
}

function telemetryDiffers(values: ZoneValues, { telemetry, zones }: KnownMeter, tolerance: number): boolean {
  if (!telemetry) return false
  return zones.some((zone) => {
    const [said, read] = [values[zone], telemetry[zone]]
    return said !== undefined && read !== undefined && Math.abs(said - read) > tolerance
  })
}

function consumptionFindings(given: Shown, previous: Shown, meter: KnownMeter, limits: ReadingLimits): Judgement {
  const days = Math.max(1, daysBetween(previous.takenOn, given.takenOn))
  const average = averageDailyKwh(meter, limits)
  const ceiling = ceilingKwh({ ...meter, average, days }, limits)
  const { kwh, isRolledOver } = consumedKwh(given.values, previous.values, meter, ceiling)
  if (kwh === null) return { findings: ['belowPrevious'], consumptionKwh: null }
  const found: (ReadingFinding | false)[] = [
    isRolledOver && 'rolledOver',
    average !== null && kwh > limits.smallKwh && kwh > limits.timesAverage * average * days && 'aboveAverage',
    meter.permittedKw !== null && kwh > meter.permittedKw * 24 * days && 'abovePower',
    kwh === 0 && daysBetween(unchangedSince(meter, previous), given.takenOn) >= limits.zeroDays && 'zeroLong',
  ]
  return { findings: found.filter((finding) => finding !== false), consumptionKwh: kwh }
}

/** Kilowatt-hours a day over the accepted readings; null while they span too little. */
export function averageDailyKwh({ accepted }: Pick<KnownMeter, 'accepted'>, limits: ReadingLimits): number | null {
  const [newest, oldest] = [accepted[0], accepted.at(-1)]
  if (!newest || !oldest) return null
  const days = daysBetween(oldest.takenOn, newest.takenOn)
  if (days < limits.averageFromDays) return null
  const spans = accepted.slice(0, -1)
  return spans.reduce((all, one) => all + (one.consumptionKwh ?? 0), 0) / days
}

/** The day since which the register has not moved, as far as it is remembered. */
function unchangedSince({ accepted }: KnownMeter, previous: Shown): Day {
  const earlier = accepted.slice(accepted.findIndex((one) => one.takenOn === previous.takenOn))
  const moved = earlier.findIndex((one) => one.consumptionKwh !== 0)
  return (earlier[moved < 0 ? earlier.length - 1 : moved] ?? previous).takenOn
}
