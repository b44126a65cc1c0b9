import { type FormField, FormSchema } from '#shared/contract/form'
import { componentsOf, fieldsOf, isInput, isKnown, labelOf } from './fields.ts'

export type FormProblemCode =
  | 'formBroken'
  | 'fieldUnknown'
  | 'fieldKeyMissing'
  | 'fieldKeyTwice'
  | 'optionsMissing'
  | 'badPattern'
/** `at`: the field's label, or the place in the file. */
export type FormProblem = { code: FormProblemCode; at: string }

/** The schema in a text, or why it is none. */
export function readForm(text: string): { schema: FormSchema } | { problem: FormProblem } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    // JSON's own parser is the only one to tell whether a text is JSON, and it tells by throwing
    return { problem: { code: 'formBroken', at: error instanceof Error ? error.message : 'JSON' } }
  }
  const read = FormSchema.safeParse(json)
  if (read.success) return { schema: read.data }
  const [issue] = read.error.issues
  return { problem: { code: 'formBroken', at: issue ? `${issue.path.join('.')}: ${issue.message}` : '' } }
}

/** Why a form cannot be filled in or judged. */
export function formProblems(schema: FormSchema): FormProblem[] {
  const own = componentsOf(schema.components).flatMap((field) =>
    problemsOf(field).map((code) => ({ code, at: labelOf(field) || field.type })),
  )
  const seen = new Set<string>()
  const twice = fieldsOf(schema).flatMap(({ path }) => {
    const key = path.join('.')
    // a value cannot be a text and a context at once
    const isSecond = [...seen].some((one) => one === key || one.startsWith(`${key}.`) || key.startsWith(`${one}.`))
    seen.add(key)
    return isSecond ? [{ code: 'fieldKeyTwice' as const, at: key }] : []
  })
  return [...own, ...twice]
}

function problemsOf(field: FormField): FormProblemCode[] {
  const { type, key, validate } = field
  if (!isKnown(type)) return ['fieldUnknown']
  const found: FormProblemCode[] = []
  if (isInput(type) && !/^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(key ?? ''))
    found.push('fieldKeyMissing')
  if (hasOptions(type) && !field.values?.length && !field.valuesKey && !field.valuesExpression)
    found.push('optionsMissing')
  if (validate?.pattern && !isPattern(validate.pattern)) found.push('badPattern')
  return found
}

export const hasOptions = (type: string): boolean => ['checklist', 'radio', 'select', 'taglist'].includes(type)

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern)
    return true
  } catch {
    // the only way to ask whether a pattern is one
    return false
  }
}
