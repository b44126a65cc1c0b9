import type { Expression } from '../expression.ts'
import type { UnaryTest } from '../feel/unaryTests.ts'

export const HIT_POLICIES = ['UNIQUE', 'FIRST', 'PRIORITY', 'ANY', 'COLLECT', 'RULE ORDER', 'OUTPUT ORDER'] as const
export type HitPolicy = (typeof HIT_POLICIES)[number]
export const AGGREGATIONS = ['SUM', 'MIN', 'MAX', 'COUNT'] as const
export type Aggregation = (typeof AGGREGATIONS)[number]

/** `values`: what may come out, the weightiest first. `otherwise`: what comes out when no rule fits. */
export type Output = { name: string; values: readonly unknown[]; otherwise: Expression | null }
export type Rule = { id: string; tests: readonly UnaryTest[]; results: readonly (Expression | null)[] }
export type Table = {
  kind: 'table'
  hitPolicy: HitPolicy
  aggregation: Aggregation | null
  inputs: readonly Expression[]
  outputs: readonly Output[]
  rules: readonly Rule[]
}
export type Literal = { kind: 'literal'; expression: Expression }

/** `variable`: the name under which others see its result. `requires`: ids of the decisions it rests on. */
export type Decision = {
  id: string
  name: string
  variable: string
  requires: readonly string[]
  logic: Table | Literal
}

/** A decision that cannot be made on these inputs. */
export class FailedDecision extends Error {
  override name = 'FailedDecision'
}
