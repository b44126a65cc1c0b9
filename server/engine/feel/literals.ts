import type { Node } from './parse.ts'

/** A value that is the same in FEEL and in JavaScript. */
export type Plain = number | string | boolean | null
export const isPlain = (value: unknown): value is Plain =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || isFiniteNumber(value)
const isFiniteNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** The value of a literal node; undefined for every other node, and for strings with escapes. */
export function literalOf(node: Node, text: string): Plain | undefined {
  const source = text.slice(node.from, node.to)
  switch (node.name) {
    case 'NumericLiteral': {
      const value = Number(source.replace(/^-\s+/, '-'))
      return isFiniteNumber(value) ? value : undefined
    }
    case 'StringLiteral':
      return source.includes('\\') ? undefined : source.slice(1, -1)
    case 'BooleanLiteral':
      return source === 'true'
    case 'null':
      return null
    default:
      return undefined
  }
}

export function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}
