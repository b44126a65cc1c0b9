import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { AuxReason, Presence } from '#shared/contract/presence'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { useWords } from '../../ui/words'
import { presenceWords } from './words'

const KEY = ['presence'] as const

/** Everybody's state, kept by facts. */
export const useEverybody = () => useQuery({ queryKey: KEY, queryFn: () => server.listPresence({}) })

export function useMyPresence(): Presence | undefined {
  const me = useMe()
  return useEverybody().data?.find((presence) => presence.staffId === me.staffId)
}

export function placePresence(presence: Presence) {
  const query = queryClient.getQueryCache().find({ queryKey: KEY, exact: true })
  if (query?.state.fetchStatus === 'fetching') return void queryClient.invalidateQueries({ queryKey: KEY })
  queryClient.setQueryData<Presence[]>(KEY, (all) => {
    if (!all) return all
    const isKnown = all.some((one) => one.staffId === presence.staffId)
    return isKnown ? all.map((one) => (one.staffId === presence.staffId ? presence : one)) : [...all, presence]
  })
}

/** Stands once in the window. */
export function usePresenceFacts() {
  const me = useMe()
  useFact('presenceChanged', ({ payload }) => {
    const { presence } = payload
    const isMine = me.branchId === null || presence.branchId === null || presence.branchId === me.branchId
    if (isMine) placePresence(presence)
  })
}

type Wanted = { state: 'available' | 'aux' | 'offline'; reason?: AuxReason }

export function useSetPresence() {
  const t = useWords(presenceWords)
  const setting = useMutation({
    mutationFn: (wanted: Wanted & { commandId: ReturnType<typeof newCommandId> }) => server.setPresence(wanted),
    onSuccess: placePresence,
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
  return (wanted: Wanted) => setting.mutate({ ...wanted, commandId: newCommandId() })
}
