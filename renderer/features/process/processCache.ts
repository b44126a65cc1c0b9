import { skipToken, useQuery } from '@tanstack/react-query'
import type { ProcessKey } from '#shared/contract/process'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { server } from '../../api/server'

const listKey = ['processes'] as const
const processKey = (key: ProcessKey) => ['process', key] as const

export const useProcesses = () => useQuery({ queryKey: listKey, queryFn: () => server.listProcesses({}) })

export const useProcess = (key: ProcessKey) =>
  useQuery({ queryKey: processKey(key), queryFn: () => server.openProcess({ key }) })

/** A version never changes, so it is asked once. */
export const versionXml = (key: ProcessKey, version: number) =>
  queryClient.fetchQuery({
    queryKey: ['processVersion', key, version],
    queryFn: () => server.openProcessVersion({ key, version }),
  })

export const useVersionXml = (key: ProcessKey, version: number | null) =>
  useQuery({
    queryKey: ['processVersion', key, version],
    queryFn: version === null ? skipToken : () => server.openProcessVersion({ key, version }),
  })

export const useBindings = () => useQuery({ queryKey: ['processBindings'], queryFn: () => server.listBindings({}) })

export function processMoved(key: ProcessKey) {
  void queryClient.invalidateQueries({ queryKey: listKey })
  void queryClient.invalidateQueries({ queryKey: processKey(key) })
}

/** Keeps the list and the versions as the facts say. Stands while a screen of processes is open. */
export function useProcessFacts() {
  useFact('processDraftSaved', () => void queryClient.invalidateQueries({ queryKey: listKey }))
  useFact('processDraftDiscarded', ({ payload }) => processMoved(payload.key))
  useFact('processDeployed', ({ payload }) => processMoved(payload.key))
}
