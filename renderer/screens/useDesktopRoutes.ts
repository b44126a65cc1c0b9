import { useEffect, useRef } from 'react'
import { desktop, onDesktop } from '../api/desktop'
import { useWork } from '../features/work/workCache'
import { useGo } from './routes'

/** In Electron: links, notifications and the tray lead to pages, and the icon counts what waits. */
export function useDesktopRoutes() {
  const go = useGo()
  const latest = useRef(go)
  latest.current = go
  useEffect(() => {
    const stop = onDesktop('openRoute', ({ route }) => latest.current(route))
    void desktop?.hearOpenings({})
    return stop
  }, [])
  const { data } = useWork()
  const count = Math.min(9999, data?.waiting.length ?? 0)
  useEffect(() => void desktop?.setBadge({ count }), [count])
}
