import type { StaffId } from '#shared/contract/ids'
import type { Me } from '#shared/contract/session'
import type { Task } from '#shared/contract/task'

export type TaskPage = { items: Task[]; next: string | null; total: number; overdue: number }
/** Me, as far as it matters who may do what. */
export type Doer = Pick<Me, 'staffId' | 'roles' | 'branchId'> & Partial<Pick<Me, 'login' | 'unit' | 'skills'>>

/** Whether the server would list this task for me: the same rule as its `mine`. `absent`: in whose place I am. */
export function isForMe(task: Task, me: Doer, absent: readonly StaffId[] = []): boolean {
  if (task.state !== 'open') return false
  if (me.branchId !== null && task.branchId !== null && task.branchId !== me.branchId) return false
  if (task.isEscalated && me.roles.includes('supervisor')) return true
  if (task.assigneeId === null) return isCandidate(task, me)
  return task.assigneeId === me.staffId || absent.includes(task.assigneeId)
}

/** By name, else by role, unit and skill: the same rule as the server's. */
export function isCandidate({ people, roles, unit, skill }: Task, me: Doer): boolean {
  if (people !== null) return people.includes(me.staffId) || (me.login !== undefined && people.includes(me.login))
  if (!roles.some((role) => me.roles.includes(role))) return false
  return (unit === null || unit === me.unit) && (skill === null || (me.skills ?? []).includes(skill))
}

/** Whether its form is for me: mine, a candidate's, a supervisor's, or that of an absent colleague. */
export function mayWork(task: Task, me: Doer, absent: readonly StaffId[]): boolean {
  if (me.roles.includes('supervisor') || isCandidate(task, me)) return true
  return task.assigneeId === me.staffId || (task.assigneeId !== null && absent.includes(task.assigneeId))
}

const inOrder = (a: Task, b: Task) =>
  b.priority - a.priority || a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id)

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
