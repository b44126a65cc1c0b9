import type { ProcessProblem } from '#shared/contract/process'
import { currentLanguage, wordsNow } from '../../../ui/words'
import { problemWords } from './words'

/** A problem in a sentence, with what the engine adds: `Выражение FEEL не разбирается: a >`. */
export function problemText({ code, text, detail }: ProcessProblem): string {
  const t = wordsNow(problemWords)
  const codes: Readonly<Record<string, string>> = t.codes
  const known = Object.hasOwn(codes, code) ? codes[code] : undefined
  if (known) return detail ? `${known}: ${detail}` : known
  return text ? text[currentLanguage()] : t.unknown({ code })
}
