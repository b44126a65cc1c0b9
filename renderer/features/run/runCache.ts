import { useQuery } from '@tanstack/react-query'
import type { ConsumerId } from '#shared/contract/ids'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { server } from '../../api/server'

const SHOWN = 5
const runsKey = (consumerId: ConsumerId) => ['runs', consumerId] as const
const startableKey = ['startable'] as const

/** Running ones first: as many as a glance takes in. */
export const useRuns = (consumerId: ConsumerId) =>
  useQuery({ queryKey: runsKey(consumerId), queryFn: () => server.listRuns({ consumerId, limit: SHOWN }) })

export const useStartable = (isWanted: boolean) =>
  useQuery({ queryKey: startableKey, queryFn: () => server.listStartable({}), enabled: isWanted })

export const runsMoved = (consumerId: ConsumerId) =>
  void queryClient.invalidateQueries({ queryKey: runsKey(consumerId) })

/** Keeps what is shown as the facts say. Stands while a consumer is open. */
export function useRunFacts() {
  const ofTask = ({
    kind,
    caseId,
    consumerId,
  }: {
    kind: string
    caseId: string | null
    consumerId: ConsumerId | null
  }) => {
    if (kind === 'step' && caseId === null && consumerId) runsMoved(consumerId)
  }
  useFact('runStarted', ({ payload }) => runsMoved(payload.run.consumerId))
  useFact('runEnded', ({ payload }) => runsMoved(payload.run.consumerId))
  useFact('taskCreated', ({ payload }) => ofTask(payload.task))
  useFact('taskChanged', ({ payload }) => ofTask(payload.task))
  useFact('processDeployed', () => void queryClient.invalidateQueries({ queryKey: startableKey }))
}
