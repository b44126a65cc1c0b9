import { useEffect, useRef, useState } from 'react'

const PAUSE_MS = 500

/**
 * A text being typed: given on when the person pauses, leaves the field or the field goes, so that one undo is one thought. A
 * patient one does not take a pause for the end.
 */
export function usePause(given: string, write: (value: string) => void, isPatient = false) {
  const [typed, setTyped] = useState<string | null>(null)
  const latest = useRef({ typed, given, write })
  latest.current = { typed, given, write }
  const settle = () => {
    const { typed: text, given: known, write: put } = latest.current
    latest.current.typed = null
    setTyped(null)
    if (text !== null && text !== known) put(text)
  }
  const settleLatest = useRef(settle)
  settleLatest.current = settle
  useEffect(() => {
    if (typed === null || isPatient) return
    const timer = setTimeout(() => settleLatest.current(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, isPatient])
  useEffect(() => () => settleLatest.current(), [])
  const change = (value: string) => {
    latest.current.typed = value
    setTyped(value)
  }
  return [typed ?? given, change, settle] as const
}
