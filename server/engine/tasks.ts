import type { UserTask } from './definition.ts'
import { nextNo, type Run, type Token } from './run.ts'

/** A token waits at a user task: the row that somebody's list shows. */
export function openTask(run: Run, token: Token, element: UserTask): void {
  const { roles } = element.attributes
  run.tasks.put({
    no: nextNo(run),
    tokenNo: token.no,
    scopeNo: token.scopeNo,
    elementId: element.id,
    name: element.name,
    candidates: roles ? { roles: roles.split(/\s+/) } : null,
    dueAt: null,
    priority: 0,
    claimedBy: null,
    createdAt: run.ctx.now,
  })
}

export function dropTasksOf(run: Run, token: Token): void {
  for (const task of run.tasks.all()) if (task.tokenNo === token.no) run.tasks.drop(task.no)
}
