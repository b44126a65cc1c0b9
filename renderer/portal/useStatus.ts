import { useEffect, useState } from 'react'
import { Refusal } from '#shared/contract/contract'
import type { PortalStatus } from '#shared/contract/portal'
import { connectVisitor, visitorServer } from '../api/visitor'

const RETRY_MS = 3_000
export type PortalConnection = Awaited<ReturnType<ReturnType<typeof visitorServer>['openPortalConnection']>>
/** What is watched; an application to the grid has its stages beside. */
export type Watched = { status: PortalStatus; connection: PortalConnection | null }

/** The watched matter as it is now: pulled when the page opens, when the line is back, and whenever the server says that it moved. */
export function useStatus(token: string, onEnded: (why: unknown) => void) {
  const [watched, setWatched] = useState<Watched | null>(null)
  const [isOnline, setOnline] = useState(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one watch for one token
  useEffect(() => {
    let isGone = false
    let retry: ReturnType<typeof setTimeout> | undefined
    const server = visitorServer(token)
    async function pull() {
      clearTimeout(retry)
      try {
        const status = await server.openPortalStatus({})
        const connection = status.process === 'connection' ? await server.openPortalConnection({}) : null
        if (isGone) return
        setWatched({ status, connection })
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
  return { watched, isOnline }
}
