import type { TaskForm, TaskFormKind } from '#shared/contract/task'

/** The approving step is answered with an approval or with a return. */
export const fitsForm = (kind: TaskFormKind, values: TaskForm): boolean =>
  values.form === kind || (kind === 'approve' && values.form === 'return')

const RESULTS = { reached: 'Дозвонились', notReached: 'Не дозвонились', wrongNumber: 'Номер неверный' }

/** One text for the timeline: the result, what was said, the note. */
export function outcomeOf(values: TaskForm, said: string): string {
  const result = values.form === 'callback' ? RESULTS[values.result] : said
  const note = 'note' in values ? values.note : ''
  return [result, note].filter((part) => part !== '').join('. ') || 'Выполнено'
}
