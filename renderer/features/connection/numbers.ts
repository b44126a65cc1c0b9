/** A number as people type it, with a comma or a point; NaN for anything else. */
export const numberOf = (typed: string): number => {
  const text = typed
    .trim()
    .replace(/[\s\u00a0]/g, '')
    .replace(',', '.')
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
}
