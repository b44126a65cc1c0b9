import { notifications } from '@mantine/notifications'
import { type InfiniteData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { CommandId } from '#shared/contract/contract'
import type { TaskId } from '#shared/contract/ids'
import type { Me } from '#shared/contract/session'
import type { Task, TaskForm } from '#shared/contract/task'
import { useFact } from '../../api/live'
import { queryClient } from '../../api/queryClient'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { useWords } from '../../ui/words'
import { taskWords } from './words'

export type TaskPage = { items: Task[]; next: string | null; total: number; overdue: number }
const KEY = ['tasks', 'mine'] as const
const taskKey = (taskId: TaskId) => ['task', taskId] as const

/** What I have and may take, overdue first. */
export const useTasks = () =>
  useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => server.listTasks({ view: 'mine', ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })

export const useTask = (taskId: TaskId) =>
  useQuery({ queryKey: taskKey(taskId), queryFn: () => server.openTask({ taskId }) })

/** Whether the server would list this task for me: the same rule as its `mine`. */
export function isForMe(task: Task, me: Pick<Me, 'staffId' | 'roles' | 'branchId'>): boolean {
  if (task.state !== 'open') return false
  if (me.branchId !== null && task.branchId !== null && task.branchId !== me.branchId) return false
  if (task.isEscalated && me.roles.includes('supervisor')) return true
  const isFree = task.assigneeId === null || task.assigneeId === me.staffId
  return isFree && task.roles.some((role) => me.roles.includes(role))
}

const inOrder = (a: Task, b: Task) => a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id)

/** The pages with this task where the server would list it now, or without it. */
export function placedAmong(pages: readonly TaskPage[], task: Task, isMine: boolean): TaskPage[] {
  const wasThere = pages.some(({ items }) => items.some(({ id }) => id === task.id))
  const without = pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => id !== task.id) }))
  const change = Number(isMine) - Number(wasThere)
  const placed = isMine ? inserted(without, task) : without
  return placed.map((page) => ({ ...page, total: page.total + change }))
}

/** Beyond the last loaded page it comes with its own page. */
function inserted(pages: TaskPage[], task: Task): TaskPage[] {
  const at = pages.findIndex(({ items, next }) => {
    const last = items.at(-1)
    return next === null || (last !== undefined && inOrder(task, last) < 0)
  })
  return pages.map((page, index) => (index === at ? { ...page, items: [...page.items, task].sort(inOrder) } : page))
}

/** Keeps the list and every open task as the facts say. Stands once in the window. */
export function useTaskFacts() {
  const me = useMe()
  const place = (task: Task) => {
    queryClient.setQueryData<Task>(taskKey(task.id), (known) => known && task)
    if (queryClient.isFetching({ queryKey: KEY }) > 0) return void queryClient.invalidateQueries({ queryKey: KEY })
    queryClient.setQueryData<InfiniteData<TaskPage>>(
      KEY,
      (data) => data && { ...data, pages: placedAmong(data.pages, task, isForMe(task, me)) },
    )
  }
  useFact('taskCreated', ({ payload }) => place(payload.task))
  useFact('taskChanged', ({ payload }) => place(payload.task))
  useFact('taskEscalated', ({ payload }) => place(payload.task))
}

/** Takes a task or gives it back. */
export function useClaim(task: Task) {
  const t = useWords(taskWords)
  const changed = (now: Task) => queryClient.setQueryData(taskKey(now.id), now)
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
  const intention = useRef<{ key: string; commandId: CommandId; forget: () => void } | null>(null)
  const completing = useMutation({
    mutationFn: ({ values, commandId }: { values: TaskForm; commandId: CommandId }) =>
      server.completeTask({ taskId: task.id, values, commandId }),
    onSuccess: (now) => {
      intention.current?.forget()
      queryClient.setQueryData(taskKey(now.id), now)
      notifications.show({ message: t.done({ form: t.forms[task.form] }) })
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
