import type { Me } from '#shared/contract/session'
import type { Task } from '#shared/contract/task'

export type TaskPage = { items: Task[]; next: string | null; total: number; overdue: number }

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
