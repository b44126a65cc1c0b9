import { Denied, Missing, Refusal } from '#shared/contract/contract'
import { wordsNow } from '../ui/words'
import { Malformed, ServerFault, Unreachable } from './failures'
import { apiWords } from './words'

type Refusals = { readonly [code: string]: string | ((params: Record<string, string | number>) => string) }

/**
 * A failure in words. `own` is the `refusals` section of the feature's words: code → sentence; a sentence with
 * parameters is filled from the refusal's detail. Codes nobody has a word for get the general one.
 */
export function refusalText(error: unknown, own: object = {}): string {
  const general = wordsNow(apiWords).refusals
  if (error instanceof Unreachable) return general.unreachable
  if (error instanceof Malformed) return general.malformed
  if (error instanceof ServerFault) return general.fault({ id: error.correlationId })
  if (!(error instanceof Refusal)) return general.unknown
  const text = sentence(error, { ...general, ...own })
  if (text) return text
  if (error instanceof Denied) return general.denied
  return error instanceof Missing ? general.missing : general.unknown
}

function sentence({ code, detail }: Refusal, known: Refusals): string | undefined {
  const found = Object.hasOwn(known, code) ? known[code] : undefined
  if (typeof found !== 'function') return found
  const params = Object.entries(detail).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : String(value),
  ])
  return found(Object.fromEntries(params))
}
