import type { Variables } from '../expression.ts'
import { FailedExpression } from '../expression.ts'
import type { Problem } from '../problem.ts'
import { compileDecisions } from './compileDecisions.ts'
import { FailedDecision } from './decision.ts'
import { evaluateDecision } from './evaluateDecision.ts'
import { hitsOf } from './evaluateTable.ts'

export type TriedDecision =
  | { outcome: 'answered'; value: unknown; hits: string[] }
  | { outcome: 'failed'; message: string; hits: string[] }
  | { outcome: 'refused'; problems: readonly Problem[] }

/** Makes a decision of a file that is still being drawn. `hits`: ids of the rules of its table that fit. */
export async function tryDecision(xml: string, key: string, inputs: Variables): Promise<TriedDecision> {
  const { decisions, problems } = await compileDecisions(xml)
  if (!decisions) return { outcome: 'refused', problems }
  let hits: string[] = []
  try {
    const logic = decisions.get(key)?.logic
    hits = logic?.kind === 'table' ? hitsOf(logic, inputs) : []
    return { outcome: 'answered', value: evaluateDecision(decisions, key, inputs) ?? null, hits }
  } catch (error) {
    // what a table cannot answer on these inputs is what the analyst wants to know
    if (error instanceof FailedDecision || error instanceof FailedExpression)
      return { outcome: 'failed', message: error.message, hits }
    throw error
  }
}
