import type { ValueProblem, ValueProblemCode } from '#shared/contract/form'
import { labelOf, type PlacedField } from './fields.ts'
import { isInstant } from './instants.ts'
import { type Judging, limitOf, optionsOf, settled } from './judge.ts'

type Found = { code: ValueProblemCode; limit?: number | string; said?: string }
type Check = (placed: PlacedField, value: unknown, judging: Judging) => Found[]

const CHARACTERS = 20_000
/** Nothing was filled in. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** Why a value does not fit its field. */
export function checkValue(placed: PlacedField, value: unknown, judging: Judging): ValueProblem[] {
  const { field, type, path } = placed
  const isWanted = settled(field.validate?.required, judging) === true
  const isUnticked = type === 'checkbox' && value === false
  const found: Found[] =
    isEmpty(value) || isUnticked ? (isWanted ? [{ code: 'required' }] : []) : CHECKS[type](placed, value, judging)
  return found.map(({ code, limit = null, said = null }) => ({
    field: path.join('.'),
    label: labelOf(field),
    code,
    limit,
    said,
  }))
}

const text: Check = ({ field }, value, judging) => {
  if (typeof value !== 'string') return [{ code: 'notText' }]
  const { pattern, patternErrorMessage: said, validationType, minLength, maxLength } = field.validate ?? {}
  const least = limitOf(minLength, judging)
  const most = limitOf(maxLength, judging) ?? CHARACTERS
  const found: Found[] = []
  if (least !== null && value.length < least) found.push({ code: 'tooShort', limit: least })
  if (value.length > most) found.push({ code: 'tooLong', limit: most })
  if (found.length > 0) return found
  if (pattern && !judging.judge.matches(pattern, value))
    found.push({ code: 'pattern', limit: pattern, ...(said ? { said } : {}) })
  if (validationType === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) found.push({ code: 'email' })
  if (validationType === 'phone' && !/^\+?[\d\s()-]{5,20}$/.test(value)) found.push({ code: 'phone' })
  return found
}

const number: Check = ({ field }, value, judging) => {
  const isText = field.serializeToString === true && typeof value === 'string' && value.trim() !== ''
  const read = isText ? Number(value) : value
  if (typeof read !== 'number' || !Number.isFinite(read)) return [{ code: 'notNumber' }]
  const { decimalDigits, validate } = field
  const [least, most, by] = [validate?.min, validate?.max, field.increment].map((limit) => limitOf(limit, judging))
  const found: Found[] = []
  if (decimalDigits !== undefined && decimalsOf(read) > decimalDigits)
    found.push({ code: 'decimals', limit: decimalDigits })
  if (typeof by === 'number' && by > 0 && !isMultiple(read, by)) found.push({ code: 'increment', limit: by })
  if (typeof least === 'number' && read < least) found.push({ code: 'tooSmall', limit: least })
  if (typeof most === 'number' && read > most) found.push({ code: 'tooLarge', limit: most })
  return found
}

function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).toLowerCase().split('e')
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent))
}
/** In whole steps of the finer of both, for 0.3 is no multiple of 0.1 in floats. */
function isMultiple(value: number, by: number): boolean {
  const scale = 10 ** Math.max(decimalsOf(value), decimalsOf(by))
  return Math.round(value * scale) % Math.round(by * scale) === 0
}

const one: Check = ({ field }, value, judging) =>
  optionsOf(field, judging).includes(value) ? [] : [{ code: 'notAnOption' }]

const several: Check = ({ field }, value, judging) => {
  if (!Array.isArray(value)) return [{ code: 'notList' }]
  const options = optionsOf(field, judging)
  if (value.some((chosen) => !options.includes(chosen))) return [{ code: 'notAnOption' }]
  return new Set(value).size < value.length ? [{ code: 'twice' }] : []
}

const instant: Check = ({ field }, value, { today }) => {
  if (typeof value !== 'string' || !isInstant(field.subtype ?? 'datetime', value)) return [{ code: 'badDate' }]
  return field.disallowPassedDates && field.subtype !== 'time' && value.slice(0, 10) < today ? [{ code: 'passed' }] : []
}

const CHECKS: Readonly<Record<PlacedField['type'], Check>> = {
  textfield: text,
  textarea: text,
  number,
  checkbox: (_placed, value) => (typeof value === 'boolean' ? [] : [{ code: 'notBoolean' }]),
  checklist: several,
  taglist: several,
  radio: one,
  select: one,
  datetime: instant,
}
