import type { Judge } from '#shared/rules/form/judge'
import { compileExpression, withinBudget } from '../../engine/index.ts'

/** FEEL as the engine reckons it; a pattern is stopped when its time is up, for an analyst may draw one that never ends. */
export const judge: Judge = {
  evaluate: (feel, context) => compileExpression(feel).evaluate({ ...context }),
  matches: (pattern, text) => withinBudget(() => new RegExp(pattern).test(text)),
}
