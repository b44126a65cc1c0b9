import { type RefObject, useEffect, useRef } from 'react'

/** Puts the cursor into a page's own field when the page appears, unless a dialog has been opened meanwhile: the person types there. */
export function useFocusAtStart<E extends HTMLElement>(): RefObject<E | null> {
  const field = useRef<E>(null)
  useEffect(() => {
    if (!document.querySelector('[role="dialog"]')) field.current?.focus()
  }, [])
  return field
}
