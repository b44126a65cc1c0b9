import { useQuery } from '@tanstack/react-query'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { server } from '../../api/server'
import { learnWhoIAm } from '../../api/session'

const KEY = ['competences'] as const

export const useCompetences = () => useQuery({ queryKey: KEY, queryFn: () => server.listCompetences({}), staleTime: 0 })
export const competencesMoved = () => void queryClient.invalidateQueries({ queryKey: KEY })

/** With another unit or skill other tasks are mine. Stands once in the window. */
export function useCompetenceFacts() {
  useFact('competenceChanged', async () => {
    await learnWhoIAm()
    void queryClient.invalidateQueries({ queryKey: ['tasks', 'mine'] })
  })
}
