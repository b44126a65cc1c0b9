import { useEffect, useState } from 'react'
import type { ChatSession } from './chatSession'

const isLookedAt = () => document.visibilityState === 'visible' && document.hasFocus()

/** Whether the person looks at this page. */
function useIsLookedAt(): boolean {
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

/** Tells the other side what has come to this page, and what has been seen on it. */
export function useMarking(session: ChatSession) {
  const isOnline = session.store((s) => s.isOnline)
  const last = session.store((s) => s.messages.findLast((message) => message.author !== 'consumer'))
  const isLooked = useIsLookedAt()
  const [id, isRead, isDelivered] = [last?.id, Boolean(last?.readAt), Boolean(last?.deliveredAt)]
  useEffect(() => {
    if (!id || !isOnline || isRead) return
    if (isLooked) void session.mark(id, 'read')
    else if (!isDelivered) void session.mark(id, 'delivered')
  }, [session, id, isOnline, isLooked, isRead, isDelivered])
}
