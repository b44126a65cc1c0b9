import type { FormField } from '#shared/contract/form'

/** What a form asks of the world: FEEL on the values and variables, and a pattern that may not run for ever. */
export type Judge = {
  evaluate(feel: string, context: Readonly<Record<string, unknown>>): unknown
  matches(pattern: string, text: string): boolean
}
type Context = Readonly<Record<string, unknown>>
/** `today`: the company's day, `YYYY-MM-DD`. */
export type Judging = { judge: Judge; context: Context; today: string }

/** A value, or what FEEL after `=` says now. */
export const settled = (given: unknown, { judge, context }: Judging): unknown =>
  typeof given === 'string' && given.startsWith('=') ? judge.evaluate(given.slice(1), context) : given

/** A limit as a number; null when there is none. */
export function limitOf(given: unknown, judging: Judging): number | null {
  const value = settled(given, judging)
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** What may be chosen: told by the form, by a variable, or by FEEL. */
export function optionsOf(field: FormField, judging: Judging): unknown[] {
  if (field.valuesExpression) return valuesIn(settled(field.valuesExpression, judging))
  if (field.valuesKey) return valuesIn(field.valuesKey.split('.').reduce(entryOf, judging.context))
  return valuesIn(field.values)
}

const entryOf = (context: unknown, name: string): unknown =>
  isContext(context) && Object.hasOwn(context, name) ? context[name] : undefined

/** Options are values, or contexts with a value and a label. */
const valuesIn = (options: unknown): unknown[] =>
  Array.isArray(options)
    ? options.map((option) => (isContext(option) && 'value' in option ? option.value : option))
    : []

export const isContext = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
