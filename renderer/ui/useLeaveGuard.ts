import { useEffect } from 'react'

/**
 * Has the browser ask before the page is left while something is on its way that is nowhere else. The windows of the desktop program
 * do not go by themselves, and Electron would not ask but refuse.
 */
export function useLeaveGuard(isOnItsWay: boolean) {
  useEffect(() => {
    if (!isOnItsWay || window.desktop) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isOnItsWay])
}
