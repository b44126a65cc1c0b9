import { useCallback, useRef, useSyncExternalStore } from 'react'
import { changeDraft, forgetDraft, onDraft, readDraft } from './draftStore'

/** A value, or what makes it of the newest one: for what does not come from the field at hand, such as a file that has arrived. */
export type SetDraft<T> = (change: T | ((before: T) => T)) => void

/**
 * What is being typed, kept across reload and crash under a key that names its place (`note.<consumerId>`).
 * Answers value, setter, and `forget`, to be called once the server has it. Another key is another draft, shown in the same render.
 */
export function useDraft<T>(key: string, initial: T): [T, SetDraft<T>, () => void] {
  const first = useRef(initial)
  const subscribe = useCallback((listener: () => void) => onDraft(key, listener), [key])
  const value = useSyncExternalStore(subscribe, () => readDraft(key, first.current))
  const set: SetDraft<T> = useCallback((change) => changeDraft(key, first.current, change), [key])
  const forget = useCallback(() => forgetDraft(key), [key])
  return [value, set, forget]
}
