import type { Zone, ZoneValues } from '#shared/contract/reading'

type Ceiling = { permittedKw: number | null; average: number | null; digits: number | null; days: number }

/**
 * The most that may have been consumed in so many days for a register that stands lower than before to be believed to have
 * turned over: by the average and by the permitted power, whichever is less; a tenth of the register where neither is known.
 */
export function ceilingKwh({ permittedKw, average, digits, days }: Ceiling, limits: CeilingLimits): number {
  const byAverage =
    average === null ? Number.POSITIVE_INFINITY : Math.max(limits.smallKwh, limits.timesAverage * average * days)
  const byPower = permittedKw === null ? Number.POSITIVE_INFINITY : permittedKw * 24 * days
  const least = Math.min(byAverage, byPower)
  if (Number.isFinite(least)) return least
  return digits === null ? 0 : 10 ** digits / 10
}
type CeilingLimits = { timesAverage: number; smallKwh: number }

type Register = { zones: readonly Zone[]; digits: number | null }
export type Consumed = { kwh: number | null; isRolledOver: boolean }

/** The sum over the registers; `kwh` null: one stands lower than before, and cannot have turned over. */
export function consumedKwh(now: ZoneValues, before: ZoneValues, register: Register, ceiling: number): Consumed {
  let [kwh, isRolledOver] = [0, false]
  for (const zone of register.zones) {
    const [value, previous] = [now[zone], before[zone]]
    // a register that was not read before has nothing to be compared with
    if (value === undefined || previous === undefined) continue
    const turned = value < previous
    // a register that shows more than it has digits for was read wrongly
    if (turned && (register.digits === null || previous >= 10 ** register.digits))
      return { kwh: null, isRolledOver: false }
    kwh += turned ? value + 10 ** (register.digits ?? 0) - previous : value - previous
    isRolledOver ||= turned
  }
  return isRolledOver && kwh > ceiling ? { kwh: null, isRolledOver: false } : { kwh, isRolledOver }
}
