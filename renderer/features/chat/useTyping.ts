import { useCallback, useEffect, useRef, useState } from 'react'

const SAID_FOR_MS = 4_000
const SAY_EVERY_MS = 2_000

/** Whether the other side is typing: said again and again while they do, forgotten soon after. */
export function useHeardTyping(): [boolean, () => void, () => void] {
  const [isTyping, setTyping] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const stop = useCallback(() => {
    clearTimeout(timer.current)
    setTyping(false)
  }, [])
  const hear = useCallback(() => {
    setTyping(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setTyping(false), SAID_FOR_MS)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  return [isTyping, hear, stop]
}

/** Says that I am typing, not oftener than the other side needs; the first letter of a message always. */
export function useSayTyping(say: () => void): (isFirstLetter: boolean) => void {
  const last = useRef(0)
  return (isFirstLetter) => {
    if (!isFirstLetter && Date.now() - last.current < SAY_EVERY_MS) return
    last.current = Date.now()
    say()
  }
}
