/** Lower case, ё→е: agents and consumers write either. */
export const fold = (text: string): string => text.toLowerCase().replaceAll('ё', 'е')

/** The words of a text: letters and digits, everything else parts them. */
export const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

const MIN_PREFIX = 2
const MAX_PREFIX = 12

/** Every beginning of a word that may be typed, 2 to 12 letters; a longer word is found by its first 12. One-letter words (a house «5») stand whole. */
export function prefixesOf(word: string): string[] {
  if (word.length < MIN_PREFIX) return [word]
  const longest = Math.min(word.length, MAX_PREFIX)
  return Array.from({ length: longest - MIN_PREFIX + 1 }, (_, index) => word.slice(0, index + MIN_PREFIX))
}

const LAST_DIGITS = [4, 5, 6, 7, 10]
/** A number is found from its beginning and by its last digits, as people say them. */
export function numberTokens(number: string): string[] {
  const digits = number.replace(/\D/g, '')
  return [...prefixesOf(digits), ...LAST_DIGITS.filter((n) => n < digits.length).map((n) => digits.slice(-n))]
}

export type Searchable = {
  name: string
  addresses: string[]
  accounts: string[]
  meters: string[]
  phones: string[]
  emails: string[]
  inn: string | null
}

/** The tokens of a consumer's row in the search table. */
export function tokensOf(consumer: Searchable): string[] {
  const words = [consumer.name, ...consumer.addresses].flatMap(wordsOf).flatMap(prefixesOf)
  const numbers = [
    ...consumer.accounts,
    ...consumer.meters,
    ...consumer.phones,
    ...(consumer.inn ? [consumer.inn] : []),
  ].flatMap(numberTokens)
  const emails = consumer.emails.flatMap((email) => [fold(email), ...wordsOf(email).flatMap(prefixesOf)])
  return [...new Set([...words, ...numbers, ...emails])]
}

const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const CYRILLIC = 'ёйцукенгшщзхъфывапролджэячсмитьбю'
/** What was typed with the keyboard left in Latin: `bdfyjd` is «иванов». */
export function swapLayout(text: string): string {
  return [...text.toLowerCase()].map((letter) => CYRILLIC[LATIN.indexOf(letter)] ?? letter).join('')
}

/** The tokens that a query asks for, all of which must be there. A formatted phone counts as one number. */
export function queryTokens(query: string): string[] {
  const text = fold(query.trim())
  if (text.includes('@')) return [text]
  const phone = /^[+\d][\d\s()-]{6,}$/.test(text) ? text.replace(/\D/g, '') : undefined
  if (phone) return [phone.length >= 10 ? phone.slice(-10) : phone]
  return wordsOf(text).map((word) => word.slice(0, MAX_PREFIX))
}
