import type { Context } from '../../db/context.ts'
import type { Variables } from '../expression.ts'
import type { Decisions } from './compileDecisions.ts'
import { decisionsOf } from './decisions.ts'
import { evaluateDecision } from './evaluateDecision.ts'

export type Question = { key: string; version: number | null; inputs: Variables }
/** The same decision of several inputs. */
export type Questions = Omit<Question, 'inputs'> & { inputs: readonly Variables[] }
export type Answer = { value: unknown; variable: string }

/** Asks a deployed decision. `variable`: the name the drawing gives its result. Throws FailedDecision and FailedExpression. */
export async function askDecision({ key, version, inputs }: Question, ctx: Context): Promise<Answer> {
  return answerOf(await decisionsOf(key, version, ctx), key, inputs)
}

/** The same for each of several inputs, in their order; the decision is looked up once. */
export async function askDecisionOfEach({ key, version, inputs }: Questions, ctx: Context): Promise<Answer[]> {
  const decisions = await decisionsOf(key, version, ctx)
  return inputs.map((each) => answerOf(decisions, key, each))
}

/** The same of decisions at hand. */
export const answerOf = (decisions: Decisions, key: string, inputs: Variables): Answer => ({
  value: evaluateDecision(decisions, key, inputs),
  variable: decisions.get(key)?.variable ?? key,
})
