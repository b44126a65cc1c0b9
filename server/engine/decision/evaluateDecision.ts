import type { Variables } from '../expression.ts'
import type { Decisions } from './compileDecisions.ts'
import { type Decision, FailedDecision } from './decision.ts'
import { evaluateTable } from './evaluateTable.ts'

/** Makes a decision and first, once each, those that it rests on. Throws FailedDecision and FailedExpression. */
export function evaluateDecision(decisions: Decisions, id: string, inputs: Variables): unknown {
  const made = new Map<string, unknown>()
  const make = (decision: Decision): unknown => {
    if (made.has(decision.id)) return made.get(decision.id)
    const variables = decision.requires.length === 0 ? inputs : { ...inputs }
    for (const required of decision.requires) {
      const before = find(decisions, required)
      variables[before.variable] = make(before)
    }
    const { logic } = decision
    const value = logic.kind === 'table' ? evaluateTable(logic, variables) : logic.expression.evaluate(variables)
    made.set(decision.id, value)
    return value
  }
  return make(find(decisions, id))
}

function find(decisions: Decisions, id: string): Decision {
  const decision = decisions.get(id)
  if (!decision) throw new FailedDecision(`there is no decision ${id}`)
  return decision
}
