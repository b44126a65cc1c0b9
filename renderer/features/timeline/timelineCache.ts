import {
  type InfiniteData,
  infiniteQueryOptions,
  skipToken,
  useInfiniteQuery,
  usePrefetchInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import type { ChannelKind, Interaction, Message } from '#shared/contract/interaction'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { server } from '../../api/server'
import { removeInteraction, upsertInteraction } from './rows'

type Page = { items: Interaction[]; next: string | null }
export type Opened = { interaction: Interaction; messages: Message[] }

const FIRST_PAGE = { before: '', limit: 100 }
/** Every page that comes on top moves all rows, which is felt: the further one scrolls back, the longer the pages and the fewer. */
const GROWTH = 4
const LONGEST = 2000
const timelineKey = (consumerId: ConsumerId, channel: ChannelKind | null) => ['timeline', consumerId, channel] as const
export const interactionKey = (interactionId: InteractionId) => ['interaction', interactionId] as const

const timelineOptions = (consumerId: ConsumerId, channel: ChannelKind | null) =>
  infiniteQueryOptions({
    queryKey: timelineKey(consumerId, channel),
    queryFn: ({ pageParam }) =>
      server.listTimeline({
        consumerId,
        limit: pageParam.limit,
        ...(channel ? { channel } : {}),
        ...(pageParam.before ? { before: pageParam.before } : {}),
      }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ next }, _pages, { limit }) =>
      next ? { before: next, limit: Math.min(LONGEST, limit * GROWTH) } : null,
  })

/** Pages of one consumer's contacts, newest first. */
export const useTimeline = (consumerId: ConsumerId, channel: ChannelKind | null, enabled = true) =>
  useInfiniteQuery({ ...timelineOptions(consumerId, channel), enabled })

/** Asks for the newest page at once, while who the consumer is is still on its way. */
export const useTimelineAhead = (consumerId: ConsumerId) => usePrefetchInfiniteQuery(timelineOptions(consumerId, null))

/** One contact with all its messages. */
export const useInteraction = (interactionId: InteractionId | null) =>
  useQuery({
    queryKey: ['interaction', interactionId],
    queryFn: interactionId ? () => server.openInteraction({ interactionId }) : skipToken,
  })

/** Puts a contact into every timeline that is loaded; what is being loaded at this moment is asked again. */
export function placeInteraction(interaction: Interaction) {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: ['timeline'] })) {
    const [, consumerId, channel] = query.queryKey
    const belongs = consumerId === interaction.consumerId && (channel === null || channel === interaction.channel)
    if (belongs && query.state.fetchStatus === 'fetching' && query.state.data === undefined) {
      void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true })
      continue
    }
    queryClient.setQueryData<InfiniteData<Page>>(query.queryKey, (data) => data && replaced(data, interaction, belongs))
  }
  queryClient.setQueryData<Opened>(interactionKey(interaction.id), (data) => data && { ...data, interaction })
}

function replaced(data: InfiniteData<Page>, interaction: Interaction, belongs: boolean): InfiniteData<Page> {
  if (belongs) return { ...data, pages: upsertInteraction(data.pages, interaction) }
  const isHere = data.pages.some((page) => page.items.some((item) => item.id === interaction.id))
  return isHere ? { ...data, pages: removeInteraction(data.pages, interaction.id) } : data
}

export function placeMessage(interactionId: InteractionId, message: Message) {
  const query = queryClient.getQueryCache().find({ queryKey: interactionKey(interactionId), exact: true })
  if (!query) return
  if (query.state.fetchStatus === 'fetching')
    return void queryClient.invalidateQueries({ queryKey: interactionKey(interactionId), exact: true })
  queryClient.setQueryData<Opened>(interactionKey(interactionId), (data) => {
    if (!data) return data
    const isKnown = data.messages.some((known) => known.id === message.id)
    const messages = isKnown
      ? data.messages.map((known) => (known.id === message.id ? message : known))
      : [...data.messages, message]
    return { ...data, messages }
  })
}

/** Keeps every loaded timeline and contact as the facts say. Stands once in the window. */
export function useTimelineFacts() {
  useFact('interactionStarted', ({ payload }) => placeInteraction(payload.interaction))
  useFact('interactionChanged', ({ payload }) => placeInteraction(payload.interaction))
  useFact('interactionTied', ({ payload }) => placeInteraction(payload.interaction))
  useFact('messageAdded', ({ payload }) => {
    placeInteraction(payload.interaction)
    placeMessage(payload.interaction.id, payload.message)
  })
}
