import { type Activity, activityOf } from '../definition.ts'
import type { Expression, Variables } from '../expression.ts'
import { FailedExpression } from '../expression.ts'
import { type Run, type Scope, setVariables, type Token, variablesSeen } from '../run.ts'

/**
 * Gives variables values: each in the nearest scope that has it, else in the outermost one. An activity with an `output` keeps
 * what it makes to itself, and so does a round whose results are collected.
 */
export function assign(run: Run, scopeNo: number, values: Variables): void {
  const byScope = new Map<number, Variables>()
  for (const [name, value] of Object.entries(values)) {
    const no = homeOf(run, scopeNo, name)
    byScope.set(no, { ...byScope.get(no), [name]: value })
  }
  for (const [no, patch] of byScope) setVariables(run, no, patch)
}

function homeOf(run: Run, scopeNo: number, name: string): number {
  const owners = new Set(run.patches.all().flatMap((p) => (Object.hasOwn(p.patch, name) ? [p.scopeNo] : [])))
  for (let no = scopeNo; ; ) {
    const scope = run.scopes.get(no)
    if (!scope || owners.has(no) || scope.parentNo === null || keepsToItself(run, scope)) return no
    no = scope.parentNo
  }
}

function keepsToItself(run: Run, { elementId, detail }: Scope): boolean {
  if (elementId === null || detail?.role === 'undoing') return false
  const activity = activityOf(run.definition, elementId)
  if (detail?.role === 'round') return activity.loop?.kind === 'multi' && activity.loop.outputCollection !== null
  return activity.output !== null && detail?.role !== 'rounds'
}

/** A FEEL context as variables, in the form the database keeps: dates and durations as ISO 8601 text. */
export function contextOf(expression: Expression, seen: Variables): Variables {
  const value = plain(expression.evaluate(seen))
  if (!isContext(value)) throw new FailedExpression(`no FEEL context: ${expression.text}`)
  return value
}

/** What an activity is given; empty without an `input`. */
export const inputOf = (run: Run, token: Token, { input }: Activity): Variables =>
  input ? contextOf(input, variablesSeen(run, token.scopeNo)) : {}

export const evaluateIn = (run: Run, scopeNo: number, expression: Expression): unknown =>
  plain(expression.evaluate(variablesSeen(run, scopeNo)))

export const isContext = (value: unknown): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function plain(value: unknown): unknown {
  if (value === undefined) return null
  if (typeof value === 'function') throw new FailedExpression('a function is no value to keep')
  return typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value
}
