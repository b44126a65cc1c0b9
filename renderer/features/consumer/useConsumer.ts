import { useQuery } from '@tanstack/react-query'
import type { Consumer, Outage } from '#shared/contract/consumer'
import type { ConsumerId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { desktop } from '../../api/desktop'
import { Unreachable } from '../../api/failures'
import { server } from '../../api/server'

export type OpenedConsumer = {
  consumer: Consumer
  outages: Outage[]
  /** Set when it comes from this computer's cache: the moment it was known to be true, and the last contacts. */
  cached: { asOf: string | null; interactions: Interaction[] } | null
}

async function open(consumerId: ConsumerId): Promise<OpenedConsumer> {
  try {
    return { ...(await server.openConsumer({ consumerId })), cached: null }
  } catch (error) {
    if (!(error instanceof Unreachable) || !desktop) throw error
    const { consumer, interactions, asOf } = await desktop.cachedConsumer({ consumerId })
    return { consumer, outages: [], cached: { asOf, interactions } }
  }
}

export const consumerKey = (consumerId: ConsumerId) => ['consumer', consumerId] as const

/** The card, from the server or, with the line down, from this computer. */
export const useConsumer = (consumerId: ConsumerId) =>
  useQuery({ queryKey: consumerKey(consumerId), queryFn: () => open(consumerId), retry: false })
