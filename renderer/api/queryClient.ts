import { QueryClient } from '@tanstack/react-query'
import { Unreachable } from './failures'

/** Facts keep what is shown fresh, so nothing is asked again for its age alone. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && error instanceof Unreachable,
    },
    // A repeat bears the same commandId, so it is safe.
    mutations: { networkMode: 'always', retry: (failures, error) => failures < 2 && error instanceof Unreachable },
  },
})
