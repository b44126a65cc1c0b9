import { useEffect } from 'react'
import { useIsLookedAt } from '../features/chat/useIsLookedAt'
import type { ChatSession } from './chatSession'

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
