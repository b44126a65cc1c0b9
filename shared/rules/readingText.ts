import type { Zone, ZoneValues } from '#shared/contract/reading'

export const ZONE_ORDER: readonly Zone[] = ['total', 'peak', 'halfPeak', 'day', 'night']

/** The registers of a meter in the order in which people read them out. */
export const inOrder = (zones: readonly Zone[]): Zone[] => ZONE_ORDER.filter((zone) => zones.includes(zone))

const LABEL = String.raw`полупик\p{L}*|пик\p{L}*|день|дн[её]м|ночь\p{L}?|half-?peak|peak|day|night|[тt]\s?[123](?!\d)`
const VALUE = String.raw`(?<![\d.,/])\d{1,12}(?:[.,]\d{1,3})?(?![\d/]|[.,]\d)`
const TOLD = new RegExp(`(?:(?<!\\p{L})(${LABEL})[\\s:=–—-]*)?(${VALUE})`, 'giu')

/** Whole kilowatt-hours: what stands behind the point is not taken. */
const wholeOf = (text: string) => Number(text.split(/[.,]/)[0])

/**
 * The values a person wrote: by the names of the registers, or without names one a register in their order. Null where their
 * number is not exactly that of the registers, or only some are named: what might be guessed is left to a person.
 */
export function valuesIn(text: string, zones: readonly Zone[]): ZoneValues | null {
  const told = [...text.matchAll(TOLD)].map(([, label, value]) => ({ label: label?.toLowerCase(), value: value ?? '' }))
  if (told.length !== zones.length || zones.length === 0) return null
  const isNamed = told.some(({ label }) => label !== undefined)
  if (isNamed && told.some(({ label }) => label === undefined)) return null
  const named = isNamed ? told.map(({ label }) => zoneOf(label ?? '', zones)) : inOrder(zones)
  if (!zones.every((zone) => named.includes(zone))) return null
  return Object.fromEntries(named.map((zone, n) => [zone, wholeOf(told[n]?.value ?? '')]))
}

/** T1 is the day or the peak, T2 the night, T3 the half-peak: as meters show them. */
function zoneOf(label: string, zones: readonly Zone[]): Zone {
  if (/^(?:полу|half)/.test(label) || /3$/.test(label)) return 'halfPeak'
  if (/^(?:пик|peak)/.test(label)) return 'peak'
  if (/^(?:ночь|night)/.test(label) || /2$/.test(label)) return 'night'
  const first = zones.includes('day') ? 'day' : 'peak'
  return /^(?:дн|день|day)/.test(label) ? 'day' : zones.includes('total') ? 'total' : first
}

const WORD = /показани/iu
const ACCOUNT =
  /(?:л\s?\/\s?с|лиц(?:\.|евой|евого|евому)?\s*сч[её]т(?:а|у)?|договор(?:а|у)?)[\s.:№#]*(\d[\d-]{3,18}\d)(?!\d)/giu
const METER =
  /(?:сч[её]тчик(?:а|у)?|прибор(?:а)?\s+уч[её]та|пу)\s*(?:№|номер|#|зав\.?\s*№)[\s:№#]*(\d[\d-]{3,18}\d)(?!\d)/giu
const NEXT = String.raw`\d+(?:[.,]\d{1,3})?`
const VALUES = new RegExp(
  `показани[яейю][^\\d\\n]{0,40}?((?:(?:${LABEL})[\\s:=–—-]*)?${NEXT}(?:(?:${LABEL}|[-–—:;,./=\\s]|квт\\S*|и)*${NEXT}){0,3})`,
  'giu',
)

export type WrittenReading = { number: string; values: string }

/**
 * A reading in a letter: one account or meter, named as such, and after the word «показания» nothing but its values. Anything
 * else — two accounts, a question, figures of two months — is null, and a person reads the letter.
 */
export function readingIn(subject: string, body: string): WrittenReading | null {
  const text = `${subject}\n${body}`
  if (!WORD.test(text) || text.includes('?')) return null
  const numbers = new Set([...text.matchAll(ACCOUNT), ...text.matchAll(METER)].map((found) => plain(found[1] ?? '')))
  const [number] = [...numbers]
  const told = text.replace(ACCOUNT, ' ').replace(METER, ' ')
  const values = new Set([...told.matchAll(VALUES)].map((found) => (found[1] ?? '').trim()))
  const [first] = [...values]
  if (numbers.size !== 1 || number === undefined || values.size !== 1 || first === undefined) return null
  return { number, values: first }
}
const plain = (number: string) => number.replaceAll('-', '')
