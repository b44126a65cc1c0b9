import { evaluate } from 'feelin'
import type { Judge } from '#shared/rules/form/judge'

/** FEEL and patterns as the browser reckons them; the server has the last word. */
export const judge: Judge = {
  evaluate(feel, context) {
    try {
      return evaluate(feel, context).value
    } catch {
      // half of an expression while the analyst still writes it says nothing
      return null
    }
  },
  matches: (pattern, text) => new RegExp(pattern).test(text),
}
