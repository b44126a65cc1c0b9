import { evaluate, parseExpression } from 'feelin'

export type Variables = Record<string, unknown>

/** A FEEL expression, checked and its names found once; results are kept per set of inputs. */
export type Expression = { text: string; evaluate(variables: Variables): unknown }

/** A FEEL text that does not parse. */
export class BadExpression extends Error {}
/** A FEEL text that parses but failed on these variables. */
export class FailedExpression extends Error {}

const KEPT_RESULTS = 256
const VOLATILE = /\b(now|today)\s*\(/

/** A leading `=` marks FEEL in modelers and is no part of it. Throws BadExpression. */
export function compileExpression(source: string): Expression {
  const text = source.trim().replace(/^=/, '').trim()
  if (text === '') throw new BadExpression('empty')
  const names = namesIn(text)
  const results = new Map<string, unknown>()
  const isVolatile = VOLATILE.test(text)
  return {
    text,
    evaluate(variables) {
      const inputs = Object.fromEntries(
        names.filter((name) => name in variables).map((name) => [name, variables[name]]),
      )
      const key = JSON.stringify(inputs)
      if (!isVolatile && results.has(key)) return results.get(key)
      const value = run(text, inputs)
      if (results.size >= KEPT_RESULTS) results.clear()
      results.set(key, value)
      return value
    },
  }
}

/** Parsing is most of the cost, and FEEL parses by the names it knows: so only those that occur are handed over. */
function namesIn(text: string): string[] {
  const names = new Set<string>()
  const tree = parseExpression(text, {}, undefined)
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new BadExpression(`${text.slice(0, from)}⟪${text.slice(from, to)}⟫`)
      if (type.name === 'VariableName') names.add(text.slice(from, to))
    },
  })
  return [...names]
}

function run(text: string, inputs: Variables): unknown {
  try {
    const { value, warnings } = evaluate(text, inputs)
    const failed = warnings.find(
      (warning) => warning.type !== 'NO_VARIABLE_FOUND' && warning.type !== 'NO_CONTEXT_ENTRY_FOUND',
    )
    if (failed && value === null) throw new FailedExpression(failed.message)
    return value
  } catch (error) {
    if (error instanceof FailedExpression) throw error
    throw new FailedExpression(error instanceof Error ? error.message : String(error))
  }
}
