import type { Plain } from './literals.ts'

/** What a closure answers when only feelin can tell. */
export const UNSURE: unique symbol = Symbol('unsure')
export type Unsure = typeof UNSURE

export type Operator = '<' | '<=' | '>' | '>=' | '=' | '!='
const OPERATORS: ReadonlySet<string> = new Set<Operator>(['<', '<=', '>', '>=', '=', '!='])
export const isOperator = (text: string): text is Operator => OPERATORS.has(text)

/** Compares two numbers, two strings or two booleans; of anything mixed FEEL has its own opinion. */
export function compare(left: Plain, operator: Operator, right: Plain): boolean | Unsure {
  if (left === null || right === null || typeof left !== typeof right) return UNSURE
  if (operator === '=') return left === right
  if (operator === '!=') return left !== right
  if (typeof left === 'boolean') return UNSURE
  switch (operator) {
    case '<':
      return left < right
    case '<=':
      return left <= right
    case '>':
      return left > right
    default:
      return left >= right
  }
}
