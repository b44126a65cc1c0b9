import { useEffect, useState } from 'react'
import { Refusal } from '#shared/contract/contract'
import type { PortalStatus } from '#shared/contract/portal'
import { connectVisitor, visitorServer } from '../api/visitor'

const RETRY_MS = 3_000

/** The watched appeal as it is now: pulled when the page opens, when the line is back, and whenever the server says that it moved. */
export function useStatus(token: string, onEnded: (why: unknown) => void) {
  const [status, setStatus] = useState<PortalStatus | null>(null)
  const [isOnline, setOnline] = useState(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one watch for one token
  useEffect(() => {
    let isGone = false
    let retry: ReturnType<typeof setTimeout> | undefined
    const server = visitorServer(token)
    async function pull() {
      clearTimeout(retry)
      try {
        const fresh = await server.openPortalStatus({})
        if (isGone) return
        setStatus(fresh)
        setOnline(true)
      } catch (error) {
        if (isGone) return
        if (error instanceof Refusal) return onEnded(error)
        setOnline(false)
        retry = setTimeout(() => void pull(), RETRY_MS)
      }
    }
    void pull()
    const live = connectVisitor(token, {
      onOnline: () => void pull(),
      onOffline: () => setOnline(false),
      onStatusMoved: () => void pull(),
    })
    return () => {
      isGone = true
      clearTimeout(retry)
      live.close()
    }
  }, [token])
  return { status, isOnline }
}
