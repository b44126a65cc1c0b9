import { type Closure, closureOf, UNSURE } from './feel/closures.ts'
import { evaluateFeel } from './feel/evaluate.ts'
import { parseFeel } from './feel/parse.ts'

export { BadExpression, FailedExpression } from './feel/errors.ts'

export type Variables = Record<string, unknown>

/** A FEEL expression, compiled once. `evaluate` throws FailedExpression, also when its time is up. */
export type Expression = { text: string; evaluate(variables: Variables): unknown }

const KEPT_RESULTS = 256
const KEPT_EXPRESSIONS = 5_000
const compiled = new Map<string, Expression>()

/** A leading `=` marks FEEL in modelers and is no part of it. Throws BadExpression. */
export function compileExpression(source: string): Expression {
  const text = source.trim().replace(/^=/, '').trim()
  const known = compiled.get(text)
  if (known) return known
  const fresh = compileText(text)
  if (compiled.size >= KEPT_EXPRESSIONS) compiled.clear()
  compiled.set(text, fresh)
  return fresh
}

function compileText(text: string): Expression {
  const { tree, names, isHeavy, isVolatile } = parseFeel(text, 'expression')
  const closure: Closure | null = closureOf(tree, text)
  const results = new Map<string, unknown>()
  const slow = (variables: Variables): unknown => {
    const inputs = pick(variables, names)
    const key = isVolatile ? null : JSON.stringify(inputs)
    if (key !== null && results.has(key)) return results.get(key)
    const value = evaluateFeel(text, inputs, isHeavy)
    if (results.size >= KEPT_RESULTS) results.clear()
    if (key !== null) results.set(key, value)
    return value
  }
  if (!closure) return { text, evaluate: slow }
  return {
    text,
    evaluate(variables) {
      const value = closure(variables)
      return value === UNSURE ? slow(variables) : value
    },
  }
}

/** FEEL parses by the names it knows: so only those that occur are handed over. */
function pick(variables: Variables, names: readonly string[]): Variables {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]),
  )
}
