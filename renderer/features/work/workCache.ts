import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { useWords } from '../../ui/words'
import { placeInteraction } from '../timeline/timelineCache'
import { workWords } from './words'

export type Work = { mine: Interaction[]; waiting: Interaction[] }
const KEY = ['work'] as const

export const useWork = () => useQuery({ queryKey: KEY, queryFn: () => server.listWork({}) })

/** `mine` in the order of beginning, `waiting` the longest first; as the server would list them now. */
export function placedInWork(work: Work, interaction: Interaction, staffId: string, branchId: string | null): Work {
  const rest = withoutInWork(work, interaction.id)
  const isMine = interaction.state === 'open' && interaction.staffId === staffId
  const isSeen = branchId === null || interaction.branchId === null || interaction.branchId === branchId
  const waits = interaction.state === 'waiting' && isSeen
  const put = (list: Interaction[], key: 'startedAt' | 'lastAt') =>
    [...list, interaction].sort((a, b) => (a[key] < b[key] ? -1 : 1))
  return {
    mine: isMine ? put(rest.mine, 'startedAt') : rest.mine,
    waiting: waits ? put(rest.waiting, 'lastAt') : rest.waiting,
  }
}

export function withoutInWork(work: Work, id: InteractionId): Work {
  const without = (list: Interaction[]) => list.filter((item) => item.id !== id)
  return { mine: without(work.mine), waiting: without(work.waiting) }
}

/** Keeps my work and the queue as the facts say. Stands once in the window. */
export function useWorkFacts() {
  const me = useMe()
  const place = (interaction: Interaction) => {
    if (queryClient.isFetching({ queryKey: KEY }) > 0) return void queryClient.invalidateQueries({ queryKey: KEY })
    queryClient.setQueryData<Work>(KEY, (work) => work && placedInWork(work, interaction, me.staffId, me.branchId))
  }
  useFact('interactionStarted', ({ payload }) => place(payload.interaction))
  useFact('interactionChanged', ({ payload }) => place(payload.interaction))
  useFact('interactionLeft', ({ payload }) => {
    if (queryClient.isFetching({ queryKey: KEY }) > 0) return void queryClient.invalidateQueries({ queryKey: KEY })
    queryClient.setQueryData<Work>(KEY, (work) => work && withoutInWork(work, payload.interactionId))
  })
  useFact('interactionTied', ({ payload }) => place(payload.interaction))
  useFact('messageAdded', ({ payload }) => place(payload.interaction))
}

/** Takes a waiting contact: it is mine, or a colleague was faster and the list says so. */
export function useTake(onTaken: (interaction: Interaction) => void) {
  const t = useWords(workWords)
  const me = useMe()
  return useMutation({
    mutationFn: ({ id }: Interaction) => server.takeInteraction({ interactionId: id, commandId: newCommandId() }),
    onSuccess: (interaction) => {
      queryClient.setQueryData<Work>(KEY, (work) => work && placedInWork(work, interaction, me.staffId, me.branchId))
      placeInteraction(interaction)
      onTaken(interaction)
    },
    onError: (error) => {
      notifications.show({ color: 'bad', message: refusalText(error, t.refusals) })
      void queryClient.invalidateQueries({ queryKey: KEY })
    },
  })
}
