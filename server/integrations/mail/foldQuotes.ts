import { isAttribution, isHeaderBlock, isSeparator } from './quoteMarks.ts'

export type Fold = [from: number, to: number]
type Line = { text: string; from: number; to: number }

/**
 * Where a plain text repeats earlier mails, as [from, to) positions, in order. Nothing is folded when the mail would have no
 * text of its own, as a forwarded one.
 */
export function foldQuotes(text: string): Fold[] {
  const lines = splitLines(text)
  const folds: Fold[] = []
  for (let at = 0; at < lines.length; ) {
    const end = quoteEnd(lines, at)
    if (end === at) at += 1
    else {
      folds.push([lines[at]?.from ?? 0, lines[end - 1]?.to ?? text.length])
      at = end
    }
  }
  return ownText(text, folds) === '' ? [] : folds
}

export function ownText(text: string, folds: readonly Fold[]): string {
  let own = ''
  let at = 0
  for (const [from, to] of folds) {
    own += text.slice(at, from)
    at = to
  }
  return (own + text.slice(at)).trim()
}

function splitLines(text: string): Line[] {
  let from = 0
  return text.split('\n').map((line) => {
    const at = from
    from += line.length + 1
    return { text: line, from: at, to: Math.min(from, text.length) }
  })
}

/** The line after the quote that begins at `at`; `at` itself when none does. */
function quoteEnd(lines: readonly Line[], at: number): number {
  const text = lines[at]?.text ?? ''
  if (isQuoted(text)) return endOfQuoted(lines, at)
  if (isSeparator(text) || isHeaderBlock(window(lines, at, 7))) return lines.length
  if (isRule(text) && isHeaderBlock(window(lines, at + 1, 8).filter((line) => line.trim() !== ''))) return lines.length
  const attributed = attributionEnd(lines, at)
  if (attributed === at) return at
  const quoted = skipBlank(lines, attributed)
  return isQuoted(lines[quoted]?.text ?? '') ? endOfQuoted(lines, quoted) : lines.length
}

const window = (lines: readonly Line[], at: number, count: number) =>
  lines.slice(at, at + count).map((line) => line.text)
const isQuoted = (text: string) => /^\s{0,3}>/.test(text)
const isRule = (text: string) => /^\s*_{8,}\s*$/.test(text)

/** An attribution may be folded by the sender's program over up to three lines. */
function attributionEnd(lines: readonly Line[], at: number): number {
  if ((lines[at]?.text ?? '').trim() === '') return at
  for (let count = 1; count <= 3; count += 1) {
    const part = window(lines, at, count)
    if (part.some((line) => line.trim() === '')) return at
    if (isAttribution(part.map((line) => line.trim()).join(' ')) && startsAttribution(part, count)) return at + count
  }
  return at
}

/** Joined lines count only when they begin like one, or a sentence before a real attribution would vanish with it. */
const startsAttribution = (part: readonly string[], count: number) =>
  count === 1 ||
  /^\s*(?:on\s|\d{1,2}[./]\d|(?:пн|вт|ср|чт|пт|сб|вс)\b|понед|вторн|сред|четв|пятн|субб|воскр)/i.test(part[0] ?? '')

function skipBlank(lines: readonly Line[], at: number): number {
  let next = at
  while (next < lines.length && (lines[next]?.text ?? '').trim() === '') next += 1
  return next
}

function endOfQuoted(lines: readonly Line[], at: number): number {
  let end = at
  for (let next = at; next < lines.length; next = skipBlank(lines, next)) {
    if (!isQuoted(lines[next]?.text ?? '')) break
    next += 1
    end = next
  }
  return end
}
