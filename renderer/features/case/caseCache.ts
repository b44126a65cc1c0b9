import { skipToken, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { CaseId, ConsumerId } from '#shared/contract/ids'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { server } from '../../api/server'

const caseKey = (caseId: CaseId | null) => ['case', caseId] as const
const diagramKey = (caseId: CaseId) => ['caseDiagram', caseId] as const
const casesKey = (consumerId: ConsumerId) => ['cases', consumerId] as const

export const useCase = (caseId: CaseId | null) =>
  useQuery({ queryKey: caseKey(caseId), queryFn: caseId ? () => server.openCase({ caseId }) : skipToken })

export const useCaseDiagram = (caseId: CaseId) =>
  useQuery({ queryKey: diagramKey(caseId), queryFn: () => server.caseDiagram({ caseId }) })

/** Pages of a consumer's cases, open ones first. */
export const useCases = (consumerId: ConsumerId) =>
  useInfiniteQuery({
    queryKey: casesKey(consumerId),
    queryFn: ({ pageParam }) => server.listCases({ consumerId, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })

/** A case is more than a fact tells (history, notices, tasks): what stands open is asked again, what is closed is forgotten. */
export function caseMoved(caseId: CaseId, consumerId: ConsumerId | null) {
  void queryClient.invalidateQueries({ queryKey: caseKey(caseId) })
  void queryClient.invalidateQueries({ queryKey: diagramKey(caseId) })
  if (consumerId) void queryClient.invalidateQueries({ queryKey: casesKey(consumerId) })
}

/** Keeps every open case as the facts say. Stands once in the window. */
export function useCaseFacts() {
  useFact('caseRegistered', ({ payload }) => caseMoved(payload.case.id, payload.case.consumerId))
  useFact('caseChanged', ({ payload }) => caseMoved(payload.case.id, payload.case.consumerId))
  useFact('noticeSent', ({ payload }) => caseMoved(payload.notice.caseId, null))
  useFact('taskCreated', ({ payload: { task } }) => task.caseId && caseMoved(task.caseId, null))
  useFact('taskChanged', ({ payload: { task } }) => task.caseId && caseMoved(task.caseId, null))
  useFact('taskEscalated', ({ payload: { task } }) => task.caseId && caseMoved(task.caseId, null))
}
