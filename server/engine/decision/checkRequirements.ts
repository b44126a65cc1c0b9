import type { Reporter } from '../report.ts'
import type { Decision } from './decision.ts'

/** Every decision that is rested on is there, and none rests on itself. */
export function checkRequirements(decisions: ReadonlyMap<string, Decision>, report: Reporter): void {
  const settled = new Set<string>()
  function visit(decision: Decision, above: readonly string[]): void {
    if (above.includes(decision.id)) {
      report.refuse('decisionCycle', decision, [...above, decision.id].join(' → '))
      return
    }
    if (settled.has(decision.id)) return
    for (const id of decision.requires) {
      const required = decisions.get(id)
      if (required) visit(required, [...above, decision.id])
      else if (report.problems.length === 0) report.refuse('referenceMissing', decision, id)
    }
    settled.add(decision.id)
  }
  for (const decision of decisions.values()) visit(decision, [])
}
