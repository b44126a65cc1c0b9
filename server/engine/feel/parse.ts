import { parseExpression, parseUnaryTests } from 'feelin'
import { BadExpression } from './errors.ts'

export type Tree = ReturnType<typeof parseExpression>
export type Node = Tree['topNode']
export type Parsed = { tree: Tree; names: string[]; isHeavy: boolean; isVolatile: boolean }

/** Characters; a longer text is a program, not an expression. */
const LONGEST = 10_000
/** What can run for long on little text. Calls are, unless known to be cheap. */
const HEAVY = new Set(['ForExpression', 'QuantifiedExpression', 'FilterExpression', 'FunctionDefinition'])
const CHEAP_CALLS =
  /^(not|count|min|max|sum|abs|floor|ceiling|round half up|number|string|date|time|duration|date and time|contains|starts with|ends with|string length|upper case|lower case|list contains|is defined|now|today|modulo|odd|even)$/
const VOLATILE = /\b(now|today)\s*\(/

/** Parses, and says where it fails. Throws BadExpression. */
export function parseFeel(text: string, kind: 'expression' | 'unaryTests'): Parsed {
  if (text === '') throw new BadExpression('empty')
  if (text.length > LONGEST) throw new BadExpression(`longer than ${LONGEST} characters`)
  const tree = kind === 'expression' ? parseExpression(text, {}, undefined) : parseUnaryTests(text, {}, undefined)
  const names = new Set<string>()
  let isHeavy = false
  tree.iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError) throw new BadExpression(`${text.slice(0, from)}⟪${text.slice(from, to)}⟫`)
      if (type.name === 'VariableName') names.add(text.slice(from, to))
      if (HEAVY.has(type.name)) isHeavy = true
      if (type.name === 'FunctionInvocation') isHeavy ||= !isCheap(node, text)
    },
  })
  return { tree, names: [...names], isHeavy, isVolatile: VOLATILE.test(text) }
}

function isCheap(call: Node, text: string): boolean {
  const name = call.firstChild
  return name !== null && CHEAP_CALLS.test(text.slice(name.from, name.to))
}
