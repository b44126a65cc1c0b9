import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ConsumerLine } from '#shared/contract/consumer'
import { desktop } from '../../api/desktop'
import { Unreachable } from '../../api/failures'
import { server } from '../../api/server'

export type Found = { lines: ConsumerLine[]; cachedAsOf: string | null }

async function search(q: string): Promise<Found> {
  try {
    return { lines: await server.searchConsumers({ q }), cachedAsOf: null }
  } catch (error) {
    if (!(error instanceof Unreachable) || !desktop) throw error
    const { lines, asOf } = await desktop.cachedSearch({ q })
    return { lines, cachedAsOf: asOf }
  }
}

/** Consumers by what is typed, asked 120 ms after the last key; the former answer stays until the new one is there. */
export function useSearch(typed: string) {
  const q = useSettled(typed.trim(), 120)
  const isAsked = q.length >= 2
  const query = useQuery({
    queryKey: ['search', q],
    queryFn: () => search(q),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
  })
  return { ...query, data: isAsked ? query.data : undefined, isAsked }
}

function useSettled(value: string, ms: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
