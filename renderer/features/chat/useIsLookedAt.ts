import { useEffect, useState } from 'react'

const isLookedAt = () => document.visibilityState === 'visible' && document.hasFocus()

/** Whether the person looks at this page: what stands on it is then read. */
export function useIsLookedAt(): boolean {
  const [is, setIs] = useState(isLookedAt)
  useEffect(() => {
    const look = () => setIs(isLookedAt())
    for (const name of ['focus', 'blur'] as const) window.addEventListener(name, look)
    document.addEventListener('visibilitychange', look)
    return () => {
      for (const name of ['focus', 'blur'] as const) window.removeEventListener(name, look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return is
}
