import { skipToken, useQuery } from '@tanstack/react-query'
import type { CaseId } from '#shared/contract/ids'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { server } from '../../api/server'

const connectionKey = (caseId: CaseId | null) => ['connection', caseId] as const

/** The application of a case; null asks nothing. */
export const useConnectionOf = (caseId: CaseId | null) =>
  useQuery({
    queryKey: connectionKey(caseId),
    queryFn: caseId ? () => server.openConnection({ caseId }) : skipToken,
  })

export const connectionMoved = (caseId: CaseId) =>
  void queryClient.invalidateQueries({ queryKey: connectionKey(caseId) })

/** Keeps every open application as the facts say. Stands once in the window. */
export function useConnectionFacts() {
  useFact('connectionMoved', ({ payload }) => connectionMoved(payload.caseId))
  useFact('caseClosed', ({ payload }) => connectionMoved(payload.case.id))
}
