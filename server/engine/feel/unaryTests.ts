import { compare, isOperator, UNSURE, type Unsure } from './compare.ts'
import { testFeel } from './evaluate.ts'
import { childrenOf, isPlain, literalOf, type Plain } from './literals.ts'
import { type Node, parseFeel } from './parse.ts'

/** Whether an input passes a cell of a decision table; `variables` are what else the cell may name. */
export type UnaryTest = (input: unknown, variables: Record<string, unknown>) => boolean
export type FastTest = (input: Plain) => boolean | Unsure

const KEPT_RESULTS = 256

/** Compiles a cell once. Throws BadExpression. An empty cell is `-`. */
export function compileUnaryTest(source: string): UnaryTest {
  const text = source.trim() || '-'
  if (text === '-') return () => true
  const { tree, names, isHeavy, isVolatile } = parseFeel(text, 'unaryTests')
  const fast = fastTestOf(tree.topNode, text)
  const results = new Map<string, boolean>()
  const slow: UnaryTest = (input, variables) => {
    const named = names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]])
    const inputs = { ...Object.fromEntries(named), '?': input ?? null }
    const key = JSON.stringify(inputs)
    const known = isVolatile ? undefined : results.get(key)
    if (known !== undefined) return known
    const value = testFeel(text, inputs, isHeavy)
    if (results.size >= KEPT_RESULTS) results.clear()
    results.set(key, value)
    return value
  }
  if (!fast) return slow
  return (input, variables) => {
    const plain = input ?? null
    const answer = isPlain(plain) ? fast(plain) : UNSURE
    return answer === UNSURE ? slow(input, variables) : answer
  }
}

/** A closure for literals, comparisons with them, ranges of them, lists of these, `not()` and `-`. Null for the rest. */
export function fastTestOf(top: Node, text: string): FastTest | null {
  const parts = childrenOf(top)
  const [first] = parts
  if (first?.name === 'Wildcard') return () => true
  if (parts.length === 1 && first?.name === 'PositiveUnaryTests') return anyOf(first, text)
  const negated = first?.name === 'not' ? parts[2] : undefined
  const test = negated?.name === 'PositiveUnaryTests' ? anyOf(negated, text) : null
  return (
    test &&
    ((input) => {
      const answer = test(input)
      return answer === UNSURE ? UNSURE : !answer
    })
  )
}

function anyOf(node: Node, text: string): FastTest | null {
  const tests = childrenOf(node).map((test) => positiveTest(test, text))
  if (tests.length === 1) return tests[0] ?? null
  const whole = tests.filter((test) => test !== null)
  if (whole.length < tests.length) return null
  return (input) => {
    let isUnsure = false
    for (const test of whole) {
      const answer = test(input)
      if (answer === true) return true
      if (answer === UNSURE) isUnsure = true
    }
    return isUnsure ? UNSURE : false
  }
}

function positiveTest(node: Node, text: string): FastTest | null {
  const [inner] = childrenOf(node)
  if (!inner) return null
  const literal = literalOf(inner, text)
  if (literal !== undefined && literal !== null) return equalTo(literal)
  const [first, second] = childrenOf(inner)
  if (inner.name !== 'SimplePositiveUnaryTest' || !first) return null
  if (first.name === 'Interval') return inRange(first, text)
  const operator = text.slice(first.from, first.to)
  const bound = second && literalOf(second, text)
  if (bound === undefined || bound === null || !isOperator(operator)) return null
  return (input) => compare(input, operator, bound)
}

const equalTo =
  (literal: Plain): FastTest =>
  (input) =>
    input !== null && typeof input === typeof literal ? input === literal : UNSURE

function inRange(node: Node, text: string): FastTest | null {
  const [open, from, , to, close] = childrenOf(node)
  if (!open || !from || !to || !close) return null
  const [low, high] = [literalOf(from, text), literalOf(to, text)]
  const isNumeric = typeof low === 'number' && typeof high === 'number' && low <= high
  if (!isNumeric) return null
  const lower = open.name === '[' ? '>=' : '>'
  const upper = close.name === ']' ? '<=' : '<'
  return (input) => {
    if (typeof input !== 'number') return UNSURE
    return compare(input, lower, low) === true && compare(input, upper, high) === true
  }
}
