import type { ConnectionStep } from '#shared/contract/connection'
import { formatDate } from '../../ui/format'
import { useWords } from '../../ui/words'
import { connectionWords } from './words'

/** When a stage was, or since when it is and until when. */
export function useStageTimes(): (step: ConnectionStep) => string {
  const t = useWords(connectionWords)
  return ({ state, enteredAt, leftAt, dueAt }) => {
    if (!enteredAt) return t.states[state]
    const from = formatDate(enteredAt)
    if (leftAt) return t.doneAt({ from, to: formatDate(leftAt) })
    const parts = [t.since({ from }), ...(dueAt && state === 'now' ? [t.dueAt({ to: formatDate(dueAt) })] : [])]
    return parts.join(', ')
  }
}
