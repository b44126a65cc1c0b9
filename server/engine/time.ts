const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const CYCLE = /^R(\d*)\/(P.+)$/
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** `R3/PT1H`: three times, an hour apart; `R/PT1H`: without end (`repeats` null). */
export type Cycle = { period: string; repeats: number | null }

export class BadTime extends Error {
  override name = 'BadTime'
}

/** An instant in ISO 8601 with its offset. */
export function readInstant(text: string): Date {
  const at = new Date(text)
  if (!DATE.test(text) || Number.isNaN(at.getTime())) throw new BadTime(text)
  return at
}

/** `at` moved by an ISO 8601 duration; years and months by the UTC calendar. */
export function addDuration(at: Date, text: string): Date {
  const parts = DURATION.exec(text)
  if (!parts || parts.slice(1).every((part) => part === undefined)) throw new BadTime(text)
  const [years, months, weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0))
  const moved = new Date(at)
  moved.setUTCMonth(moved.getUTCMonth() + (years ?? 0) * 12 + (months ?? 0))
  const wholeDays = (weeks ?? 0) * 7 + (days ?? 0)
  const wholeSeconds = wholeDays * 86_400 + (hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0)
  return new Date(moved.getTime() + wholeSeconds * 1_000)
}

export function readCycle(text: string): Cycle {
  const parts = CYCLE.exec(text)
  const period = parts?.[2]
  if (!parts || period === undefined) throw new BadTime(text)
  const epoch = new Date(0)
  if (addDuration(epoch, period) <= epoch) throw new BadTime(text)
  return { period, repeats: parts[1] ? Number(parts[1]) : null }
}
