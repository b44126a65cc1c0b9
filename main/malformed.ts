import type { ZodError } from 'zod'
import { Refusal } from '#shared/contract/contract'

/** In the server's own words: which field is wrong and how, never its value. */
export function malformed(error: ZodError): Refusal {
  const issues = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return new Refusal('malformed', { issues })
}
