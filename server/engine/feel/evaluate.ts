import { evaluate, unaryTest, type Warning } from 'feelin'
import { withinBudget } from './budget.ts'
import { FailedExpression } from './errors.ts'

/** Evaluates through feelin. Throws FailedExpression. `isHeavy`: could run for ever, so it gets a budget of time. */
export function evaluateFeel(text: string, inputs: Record<string, unknown>, isHeavy: boolean): unknown {
  return answerOf(text, isHeavy, () => evaluate(text, inputs))
}

export function testFeel(text: string, inputs: Record<string, unknown>, isHeavy: boolean): boolean {
  return answerOf(text, isHeavy, () => unaryTest(text, inputs)) === true
}

function answerOf(text: string, isHeavy: boolean, run: () => { value: unknown; warnings: Warning[] }): unknown {
  try {
    const { value, warnings } = isHeavy ? withinBudget(run) : run()
    const failed = warnings.find(({ type }) => type !== 'NO_VARIABLE_FOUND' && type !== 'NO_CONTEXT_ENTRY_FOUND')
    if (failed && value === null) throw new FailedExpression(failed.message)
    return value
  } catch (error) {
    if (error instanceof FailedExpression) throw error
    throw new FailedExpression(`${error instanceof Error ? error.message : String(error)}: ${text.slice(0, 200)}`)
  }
}
