import { z } from 'zod'
import { Refusal } from '#shared/contract/contract'
import { ValueProblem } from '#shared/contract/form'
import { wordsNow } from '../../ui/words'
import { formWords } from './words'

/** Why a value does not fit, in the analyst's words where there are any. */
export function valueProblemText({ code, limit, said }: ValueProblem): string {
  if (said) return said
  const text: string | ((params: { limit: string | number }) => string) = wordsNow(formWords).problems[code]
  return typeof text === 'string' ? text : text({ limit: limit ?? '' })
}

const Detail = z.object({ problems: z.array(ValueProblem) })

/** The fields that the server refused; null when the failure is about something else. */
export function refusedValues(error: unknown): ValueProblem[] | null {
  if (!(error instanceof Refusal) || error.code !== 'valuesRefused') return null
  return Detail.safeParse(error.detail).data?.problems ?? null
}
