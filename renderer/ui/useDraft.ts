import { useCallback, useEffect, useRef, useState } from 'react'
import { readKept, writeKept } from './keep'

const PREFIX = 'okno.draft.'

function load<T>(key: string, initial: T): T {
  const kept = readKept(PREFIX + key)
  if (kept === null) return initial
  try {
    return JSON.parse(kept)
  } catch {
    return initial
  }
}

/**
 * What is being typed, kept across reload and crash under a key that names its place (`note.<consumerId>`).
 * Answers value, setter, and `forget`, to be called once the server has it.
 */
export function useDraft<T>(key: string, initial: T): [T, (value: T) => void, () => void] {
  const first = useRef(initial)
  const [state, setState] = useState(() => ({ key, value: load(key, initial) }))
  // Another key is another draft: it shows in the same render, never the text of the former one.
  const current = state.key === key ? state.value : load(key, first.current)
  useEffect(() => {
    setState((before) => (before.key === key ? before : { key, value: load(key, first.current) }))
  }, [key])
  const set = useCallback(
    (value: T) => {
      const isEmpty = JSON.stringify(value) === JSON.stringify(first.current)
      writeKept(PREFIX + key, isEmpty ? null : JSON.stringify(value))
      setState({ key, value })
    },
    [key],
  )
  const forget = useCallback(() => {
    writeKept(PREFIX + key, null)
    setState({ key, value: first.current })
  }, [key])
  return [current, set, forget]
}
