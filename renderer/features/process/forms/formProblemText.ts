import { type FormProblem, formProblems, readForm } from '#shared/rules/form/formProblems'
import { wordsNow } from '../../../ui/words'
import type { Enclosure } from '../enclosed/enclosed'
import { problemWords } from '../problems/words'

export function problemsIn({ text }: Enclosure): FormProblem[] {
  const read = readForm(text)
  return 'problem' in read ? [read.problem] : formProblems(read.schema)
}

export const formProblemText = ({ code, at }: FormProblem): string => `${wordsNow(problemWords).codes[code]}: ${at}`
