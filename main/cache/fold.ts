/** As people type it: case, ё and the shape of letters do not matter. */
export const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е')

export const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** What is typed as 8 917… or 917… is kept as 7 917…: a Russian number in international form. */
export function phoneDigits(text: string): string {
  const digits = digitsOf(text)
  return digits.length === 11 && digits.startsWith('8') ? `7${digits.slice(1)}` : digits
}

const SHORTEST_TAIL = 4

/** Every tail of a number down to its last four digits, so that any part of it is the beginning of some tail. */
export function tails(number: string): string[] {
  const found: string[] = []
  for (let start = 0; number.length - start >= SHORTEST_TAIL; start++) found.push(number.slice(start))
  return found
}

const asPrefix = (word: string) => `"${word}"*`

/**
 * What was typed, in FTS5's words: each word is the beginning of some word of the consumer, in any order. Digits spread over spaces,
 * brackets and dashes are tried as one number too, for that is how phones are written. Null: nothing to look for.
 */
export function matchOf(typed: string): string | null {
  const words = fold(typed).match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.length === 0) return null
  const apart = words.map(asPrefix).join(' AND ')
  const isNumber = /^[\d\s()+-]+$/.test(typed)
  const number = phoneDigits(typed)
  return isNumber && number.length >= SHORTEST_TAIL ? `(${apart}) OR ${asPrefix(number)}` : apart
}
