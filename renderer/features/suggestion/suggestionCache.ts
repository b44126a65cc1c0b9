import { useQuery } from '@tanstack/react-query'
import type { ProcessKey, Suggestion } from '#shared/contract/suggestion'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { server } from '../../api/server'

const keyOf = (key: ProcessKey) => ['suggestions', key] as const
const NONE: readonly Suggestion[] = []

/** The suggestions to a process, kept as the facts say while the caller stands. */
export function useSuggestions(key: ProcessKey) {
  useFact('suggestionChanged', ({ payload }) => {
    if (payload.key === key) suggestionsMoved(key)
  })
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(key),
    queryFn: () => server.listSuggestions({ key }),
  })
  return { items: data?.items ?? NONE, isLoaded: data !== undefined, error, refetch }
}

export const suggestionsMoved = (key: ProcessKey) => void queryClient.invalidateQueries({ queryKey: keyOf(key) })
