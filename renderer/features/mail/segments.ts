export type Segment = { text: string; isQuote: boolean; from: number }

/** The text of a mail cut at its folds; folds that do not fit the text are passed over. */
export function segmentsOf(text: string, folds: readonly (readonly [number, number])[]): Segment[] {
  const segments: Segment[] = []
  let at = 0
  const add = (from: number, to: number, isQuote: boolean) => {
    const part = text.slice(from, to)
    if (part.trim()) segments.push({ text: part.replace(/^\s*\n|\s+$/g, ''), isQuote, from })
  }
  for (const [from, to] of folds) {
    if (from < at || to <= from || to > text.length) continue
    add(at, from, false)
    add(from, to, true)
    at = to
  }
  add(at, text.length, false)
  return segments
}
