import type { Task } from '#shared/contract/task'
import { useMe } from '../../api/session'
import { useStandsInFor } from '../absence/absenceCache'
import { mayWork } from './place'

/** Whether the form of a task is for me. */
export function useMayWork(): (task: Task) => boolean {
  const me = useMe()
  const absent = useStandsInFor()
  return (task) => mayWork(task, me, absent)
}
