import type { Said } from '#shared/contract/outcomeForm'
import type { Task } from '#shared/contract/task'
import { useLanguage, useWords } from '../../ui/words'
import { taskWords } from './words'

/** Words of a form in the language of the screen. */
export function useSaid(): (said: Said) => string {
  const [language] = useLanguage()
  return (said) => said[language]
}

/** What is to be done: a step done by choosing an outcome brings its own name. */
export function useFormTitle(): (task: Pick<Task, 'form' | 'outcomes'>) => string {
  const t = useWords(taskWords)
  const say = useSaid()
  return ({ form, outcomes }) => (outcomes ? say(outcomes.title) : t.forms[form])
}
