import { useQuery } from '@tanstack/react-query'
import type { Role } from '#shared/contract/contract'
import type { StaffId } from '#shared/contract/ids'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { server } from '../../api/server'
import { useMe } from '../../api/session'
import { dayKey } from '../../ui/format'

const KEY = ['absences'] as const
const WORKERS: readonly Role[] = ['agent', 'clerk', 'specialist', 'supervisor']

/** Who does tasks can be away. */
export const useIsWorker = (): boolean => useMe().roles.some((role) => WORKERS.includes(role))

/** Mine, where I stand in, and as a supervisor those of the branch. Facts tell only those concerned: who opens the list asks anew. */
export const useAbsences = ({ isFresh = false } = {}) =>
  useQuery({
    queryKey: KEY,
    queryFn: () => server.listAbsences({}),
    enabled: useIsWorker(),
    staleTime: isFresh ? 0 : Number.POSITIVE_INFINITY,
  })

const nobody: readonly StaffId[] = []

/** Who is away today with me in their place. */
export function useStandsInFor(): readonly StaffId[] {
  const me = useMe()
  const { data } = useAbsences()
  if (!data) return nobody
  // the answer may be of yesterday
  const today = dayKey(new Date().toISOString())
  return data.items
    .filter((one) => one.substituteId === me.staffId && one.fromDay <= today && today <= one.toDay)
    .map(({ staffId }) => staffId)
}

export const useSubstitutes = (staffId: StaffId | null) =>
  useQuery({
    queryKey: ['substitutes', staffId],
    queryFn: () => server.listSubstitutes(staffId ? { staffId } : {}),
    enabled: staffId !== null,
  })

export const absencesMoved = () => void queryClient.invalidateQueries({ queryKey: KEY })

/** With an absence the list of tasks is another one. Stands once in the window. */
export function useAbsenceFacts() {
  useFact('absenceChanged', () => {
    absencesMoved()
    void queryClient.invalidateQueries({ queryKey: ['tasks', 'mine'] })
  })
}
