import { notifications } from '@mantine/notifications'
import { type InfiniteData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { TaskId } from '#shared/contract/ids'
import type { Task, TaskForm } from '#shared/contract/task'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { useWords } from '../../ui/words'
import { useStandsInFor } from '../absence/absenceCache'
import { isForMe, placedAmong, type TaskPage } from './place'
import { useFormTitle } from './useFormTitle'
import { taskWords } from './words'

const KEY = ['tasks', 'mine'] as const
const taskKey = (taskId: TaskId) => ['task', taskId] as const

export const taskEventsKey = (taskId: TaskId) => ['taskEvents', taskId] as const

/** What the server answered to a change of a task; its list follows by the fact. */
export function taskMoved(task: Task) {
  queryClient.setQueryData(taskKey(task.id), task)
  void queryClient.invalidateQueries({ queryKey: taskEventsKey(task.id) })
}

/** What I have and may take, and what those have for whom I stand in: urgent first, then overdue. */
export const useTasks = () =>
  useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => server.listTasks({ view: 'mine', ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })

export const useTask = (taskId: TaskId) =>
  useQuery({ queryKey: taskKey(taskId), queryFn: () => server.openTask({ taskId }) })

/** The form its process carries; the version of a running process never changes, so it is asked once. */
export const useTaskForm = (taskId: TaskId) =>
  useQuery({ queryKey: ['taskForm', taskId], queryFn: () => server.openTaskForm({ taskId }), staleTime: Infinity })

/** Keeps the list and every open task as the facts say. Stands once in the window. */
export function useTaskFacts() {
  const me = useMe()
  const absent = useStandsInFor()
  const t = useWords(taskWords)
  const place = (task: Task) => {
    queryClient.setQueryData<Task>(taskKey(task.id), (known) => known && task)
    void queryClient.invalidateQueries({ queryKey: taskEventsKey(task.id) })
    if (queryClient.isFetching({ queryKey: KEY }) > 0) return void queryClient.invalidateQueries({ queryKey: KEY })
    queryClient.setQueryData<InfiniteData<TaskPage>>(
      KEY,
      (data) => data && { ...data, pages: placedAmong(data.pages, task, isForMe(task, me, absent)) },
    )
  }
  useFact('taskCreated', ({ payload }) => place(payload.task))
  useFact('taskChanged', ({ payload }) => place(payload.task))
  useFact('taskDelegated', ({ payload: { toStaffId, byName, title } }) => {
    if (toStaffId === me.staffId) notifications.show({ message: t.delegatedToYou({ name: byName, title }) })
  })
  useFact('taskEscalated', ({ payload }) => place(payload.task))
}

/** Takes a task or gives it back. */
export function useClaim(task: Task) {
  const t = useWords(taskWords)
  const changed = taskMoved
  const onError = (error: unknown) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) })
  const claiming = useMutation({
    mutationFn: () => server.claimTask({ taskId: task.id, commandId: newCommandId() }),
    onSuccess: changed,
    onError,
  })
  const returning = useMutation({
    mutationFn: () => server.returnTask({ taskId: task.id, commandId: newCommandId() }),
    onSuccess: (now) => {
      changed(now)
      notifications.show({ message: t.given })
    },
    onError,
  })
  return { claiming, returning }
}

/** Completes a task once: the same values again go under the same command. */
export function useComplete(task: Task, onDone: () => void) {
  const t = useWords(taskWords)
  const titleOf = useFormTitle()
  const intention = useRef<{ key: string; commandId: CommandId; forget: () => void } | null>(null)
  const completing = useMutation({
    mutationFn: ({ values, commandId }: { values: TaskForm; commandId: CommandId }) =>
      server.completeTask({ taskId: task.id, values, commandId }),
    onSuccess: (now) => {
      intention.current?.forget()
      queryClient.setQueryData(taskKey(now.id), now)
      notifications.show({ message: t.done({ form: titleOf(task) }) })
      onDone()
    },
  })
  /** `forget` drops the draft, once the server has it. */
  const complete = (values: TaskForm, forget: () => void) => {
    if (completing.isPending) return
    const key = JSON.stringify(values)
    const commandId = intention.current?.key === key ? intention.current.commandId : newCommandId()
    intention.current = { key, commandId, forget }
    completing.mutate({ values, commandId })
  }
  return { complete, completing }
}
export type Completion = ReturnType<typeof useComplete>
