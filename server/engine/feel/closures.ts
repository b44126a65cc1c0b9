import { compare, isOperator, UNSURE, type Unsure } from './compare.ts'
import { childrenOf, isPlain, literalOf } from './literals.ts'
import type { Node, Tree } from './parse.ts'

export { UNSURE } from './compare.ts'

type Variables = Record<string, unknown>
/** The value of an expression, or UNSURE where plain JavaScript might differ from FEEL. */
export type Closure = (variables: Variables) => unknown | Unsure

/** A closure for the common forms: names, paths, comparisons, `and`, `or`, sums, `if`, contexts. Null for the rest. */
export function closureOf(tree: Tree, text: string): Closure | null {
  const only = childrenOf(tree.topNode)
  return only.length === 1 && only[0] ? build(only[0], text) : null
}

type Builder = (parts: Node[], text: string) => Closure | null
const BUILDERS: Readonly<Record<string, Builder>> = {
  ParenthesizedExpression: ([, inner, end], text) => (inner && end ? build(inner, text) : null),
  PathExpression: buildPath,
  Comparison: buildComparison,
  Conjunction: (parts, text) => buildLogic(parts, text, false),
  Disjunction: (parts, text) => buildLogic(parts, text, true),
  ArithmeticExpression: buildSum,
  IfExpression: buildIf,
  Context: buildContext,
}

function build(node: Node, text: string): Closure | null {
  const literal = literalOf(node, text)
  if (literal !== undefined) return () => literal
  if (node.name === 'VariableName') return variable(text.slice(node.from, node.to))
  return BUILDERS[node.name]?.(childrenOf(node), text) ?? null
}

/** A missing name and what is not plain data are for feelin, which warns or converts. */
const variable =
  (name: string): Closure =>
  (variables) =>
    Object.hasOwn(variables, name) ? known(variables[name]) : UNSURE

function known(value: unknown): unknown {
  if (isPlain(value)) return value
  return isContext(value) ? value : UNSURE
}
const isContext = (value: unknown): value is Variables =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

function buildPath([of, , name]: Node[], text: string): Closure | null {
  const context = of && build(of, text)
  if (!context || !name) return null
  const key = text.slice(name.from, name.to)
  return (variables) => {
    const value = context(variables)
    return isContext(value) && Object.hasOwn(value, key) ? known(value[key]) : UNSURE
  }
}

function buildComparison([a, op, b, ...more]: Node[], text: string): Closure | null {
  const operator = op ? text.slice(op.from, op.to) : ''
  const [left, right] = [a && build(a, text), b && build(b, text)]
  if (!left || !right || more.length > 0 || !isOperator(operator)) return null
  return (variables) => {
    const [one, other] = [left(variables), right(variables)]
    return isPlain(one) && isPlain(other) ? compare(one, operator, other) : UNSURE
  }
}

/** `decisive` is the operand that settles it: true for `or`, false for `and`. */
function buildLogic([a, , b]: Node[], text: string, decisive: boolean): Closure | null {
  const [left, right] = [a && build(a, text), b && build(b, text)]
  if (!left || !right) return null
  return (variables) => {
    const one = left(variables)
    if (typeof one !== 'boolean' || one === decisive) return typeof one === 'boolean' ? one : UNSURE
    const other = right(variables)
    return typeof other === 'boolean' ? other : UNSURE
  }
}

const SUMS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
}

function buildSum([a, op, b, ...more]: Node[], text: string): Closure | null {
  const [left, right] = [a && build(a, text), b && build(b, text)]
  const sum = op && SUMS[text.slice(op.from, op.to)]
  if (!left || !right || !sum || more.length > 0) return null
  return (variables) => {
    const [one, other] = [left(variables), right(variables)]
    if (typeof one !== 'number' || typeof other !== 'number') return UNSURE
    const value = sum(one, other)
    return Number.isFinite(value) ? value : UNSURE
  }
}

function buildIf(parts: Node[], text: string): Closure | null {
  const [condition, yes, no] = [parts[1], parts[3], parts[5]].map((part) => part && build(part, text))
  if (!condition || !yes || !no) return null
  return (variables) => {
    const isSo = condition(variables)
    if (typeof isSo !== 'boolean') return UNSURE
    return isSo ? yes(variables) : no(variables)
  }
}

/** An entry may use the ones before it; then the names mean something else than the variables, and feelin has to tell. */
function buildContext(parts: Node[], text: string): Closure | null {
  const entries: [string, Closure][] = []
  for (const entry of parts.filter(({ name }) => name === 'ContextEntry')) {
    const [key, value] = childrenOf(entry)
    const closure = value && build(value, text)
    if (!key || !closure) return null
    entries.push([text.slice(key.from, key.to).replace(/^"(.*)"$/, '$1'), closure])
  }
  const names = new Set(entries.map(([key]) => key))
  if (names.size < entries.length || text.includes('\\') || usesAny(parts, names, text)) return null
  return (variables) => {
    const context: Variables = {}
    for (const [key, closure] of entries) {
      const value = closure(variables)
      if (value === UNSURE) return UNSURE
      context[key] = value
    }
    return context
  }
}

function usesAny(parts: Node[], names: ReadonlySet<string>, text: string): boolean {
  return parts.some(
    (part) =>
      (part.name === 'VariableName' && names.has(text.slice(part.from, part.to))) ||
      usesAny(childrenOf(part), names, text),
  )
}
