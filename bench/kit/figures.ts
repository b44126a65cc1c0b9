/** The value below which this share of the sample lies; `share` from 0 to 1. */
export function quantile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
export const median = (sample: readonly number[]): number => quantile(sample, 0.5)
export const round = (value: number, digits = 2): number => Number(value.toFixed(digits))
