import type { OutcomeField, OutcomeForm, SaidOutcome } from '../contract/outcomeForm.ts'

export type OutcomeProblem = 'outcomeUnknown' | 'missing' | 'tooLong' | 'wrong'
type Value = string | string[]
/** `values` has every field of the outcome, so that nothing of an earlier round is left standing. */
export type ReadOutcome = { values: Record<string, Value> } | { problems: Record<string, OutcomeProblem> }

const MOST = { line: 300, text: 10_000, day: 10 } as const
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** Holds what was said against the form. Both the screen and the server ask this, so they never differ. */
export function readOutcome(form: OutcomeForm, said: SaidOutcome): ReadOutcome {
  const outcome = form.outcomes.find(({ code }) => code === said.outcome)
  if (!outcome) return { problems: { outcome: 'outcomeUnknown' } }
  const values: Record<string, Value> = {}
  const problems: Record<string, OutcomeProblem> = {}
  for (const field of outcome.fields) {
    const value = trimmed(field, said.values[field.name])
    const problem = problemOf(field, value)
    if (problem) problems[field.name] = problem
    else values[field.name] = value
  }
  return Object.keys(problems).length > 0 ? { problems } : { values }
}

function trimmed({ kind }: OutcomeField, value: Value | undefined): Value {
  if (value === undefined) return kind === 'choices' ? [] : ''
  return typeof value === 'string' ? value.trim() : [...new Set(value)]
}

function problemOf({ kind, isRequired, options }: OutcomeField, value: Value): OutcomeProblem | null {
  if (Array.isArray(value) !== (kind === 'choices')) return 'wrong'
  if (value.length === 0) return isRequired ? 'missing' : null
  if (typeof value !== 'string')
    return value.every((one) => options.some((option) => option.value === one)) ? null : 'wrong'
  if (kind !== 'choices' && value.length > MOST[kind]) return 'tooLong'
  return kind === 'day' && !DAY.test(value) ? 'wrong' : null
}
