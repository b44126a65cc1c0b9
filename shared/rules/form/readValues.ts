import type { FormSchema, FormValues, ValueProblem } from '#shared/contract/form'
import { checkValue, isEmpty } from './checkValue.ts'
import { fieldsOf, type PlacedField } from './fields.ts'
import { isContext, type Judge, type Judging } from './judge.ts'

export type Asked = {
  schema: FormSchema
  given: FormValues
  /** What is known besides: variables of the process; FEEL sees the values over them. */
  variables: Readonly<Record<string, unknown>>
  /** The company's day, `YYYY-MM-DD`. */
  today: string
}
export type ReadValues = { values: FormValues; problems: ValueProblem[] }

/**
 * What a person typed, as variables: only fields of the form that are shown and enabled, what was left empty as null. Problems say
 * which field and why; a name the form does not have is one.
 */
export function readValues({ schema, given, variables, today }: Asked, judge: Judge): ReadValues {
  const judging: Judging = { judge, context: { ...variables, ...given }, today }
  const fields = fieldsOf(schema)
  const heads = new Set(fields.map(({ path }) => path[0]))
  const problems: ValueProblem[] = Object.keys(given)
    .filter((name) => !heads.has(name))
    .map((name) => ({ field: name, label: name, code: 'unknownField', limit: null, said: null }))
  const values: FormValues = {}
  for (const placed of fields) {
    if (placed.field.disabled || isHidden(placed, judging)) continue
    const value = valueAt(given, placed.path)
    problems.push(...checkValue(placed, value, judging))
    put(values, placed.path, isEmpty(value) ? null : value)
  }
  return { values, problems }
}

export const isHidden = ({ hiddenIf }: PlacedField, { judge, context }: Judging): boolean =>
  hiddenIf.some((feel) => judge.evaluate(feel.replace(/^=/, ''), context) === true)

export const valueAt = (values: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inside, step) => (isContext(inside) && Object.hasOwn(inside, step) ? inside[step] : undefined),
    values,
  )

function put(values: FormValues, path: readonly string[], value: unknown): void {
  const [head, ...rest] = path
  if (head === undefined) return
  if (rest.length === 0) {
    // a name like __proto__ is an entry like any other
    Object.defineProperty(values, head, { value, writable: true, enumerable: true, configurable: true })
    return
  }
  const known = Object.hasOwn(values, head) ? values[head] : undefined
  const inside: FormValues = isContext(known) ? known : {}
  put(inside, rest, value)
  Object.defineProperty(values, head, { value: inside, writable: true, enumerable: true, configurable: true })
}
