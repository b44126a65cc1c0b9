import { useEffect, useMemo } from 'react'
import type { Interaction, Message } from '#shared/contract/interaction'
import { useConnection, useFact, useRoom } from '../../api/live'
import { useLetters } from '../../api/outbox'
import { queryClient } from '../../api/queryClient'
import { useMe } from '../../api/session'
import { interactionKey, type Opened } from '../timeline/timelineCache'
import { markAsAgent, useStaffOutbox } from './staffOutbox'
import { markMessages, threadOf } from './thread'
import { useIsLookedAt } from './useIsLookedAt'

/** One chat as its agent sees it: what the server has, what is on its way, marks as they come. */
export function useStaffThread(interaction: Interaction, messages: readonly Message[]) {
  const { outbox } = useStaffOutbox()
  const letters = useLetters(outbox)
  const key = interactionKey(interaction.id)
  useRoom(`chat:${interaction.id}`)
  useFact('chatMarked', ({ payload }) => {
    if (payload.interactionId !== interaction.id) return
    queryClient.setQueryData<Opened>(key, (data) => data && { ...data, messages: markMessages(data.messages, payload) })
  })
  useFreshAfterGap(interaction)
  useReading(interaction, messages)
  return useMemo(() => {
    const own = letters.filter((letter) => letter.content.interactionId === interaction.id)
    return threadOf(messages, own, 'staff')
  }, [messages, letters, interaction.id])
}

/** Marks told while the line was down are asked for anew: they are told in the chat's own room only. */
function useFreshAfterGap({ id }: Interaction) {
  const connection = useConnection()
  useEffect(() => {
    if (connection !== 'reconnecting') return
    return () => void queryClient.invalidateQueries({ queryKey: interactionKey(id), exact: true })
  }, [connection, id])
}

function useReading({ id, staffId, state }: Interaction, messages: readonly Message[]) {
  const me = useMe()
  const isLooked = useIsLookedAt()
  const isOnline = useConnection() === 'online'
  const last = messages.findLast((message) => message.author === 'consumer')
  const unread = last && !last.readAt ? last.id : null
  const isMine = staffId === me.staffId && state === 'open'
  useEffect(() => {
    if (unread && isMine && isLooked && isOnline) void markAsAgent(id, unread, 'read')
  }, [id, unread, isMine, isLooked, isOnline])
}
