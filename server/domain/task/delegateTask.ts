import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { StaffId, TaskId } from '#shared/contract/ids'
import { Colleague, type Task } from '#shared/contract/task'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { absentToday } from '../absence/index.ts'
import { changed } from './changed.ts'
import { noteEvent } from './events.ts'
import { guardAssignee, guardWorker, loadTask, lockTask } from './guardTask.ts'
import { mayDo } from './sql.ts'

/** Everybody else who may do a task, by name. */
export async function listColleagues({ taskId }: { taskId: TaskId }, ctx: Context): Promise<{ items: Colleague[] }> {
  await loadTask({ taskId }, ctx)
  return { items: await selectColleagues(taskId, ctx) }
}

async function selectColleagues(taskId: TaskId, ctx: Context): Promise<Colleague[]> {
  const absent = await absentToday(ctx)
  const { rows } = await sql<object>`
    select p.id as "staffId", p.name, p.roles, p.id = any(${absent}::uuid[]) as "isAbsent" from task t, staff p
    where t.id = ${taskId} and p.id <> ${staffOf(ctx).id} and ${mayDo()}
      and (t.branch_id is null or p.branch_id is null or p.branch_id = t.branch_id) order by p.name, p.id`.execute(
    ctx.tx,
  )
  return rows.map((row) => Colleague.parse(row))
}

type Input = { taskId: TaskId; toStaffId: StaffId; note: string }

/**
 * Gives a task to a colleague who may do it. Refusals: taskAlreadyTaken, taskAlreadyCompleted, taskCancelled, alreadyTheirs,
 * colleagueMayNot.
 */
export async function delegateTask({ taskId, toStaffId, note }: Input, ctx: Context): Promise<Task> {
  const row = await lockTask({ taskId }, ctx)
  const { task } = row
  const worker = await guardWorker(row, ctx)
  guardAssignee(task, worker)
  if (task.assigneeId === toStaffId) throw new Refusal('alreadyTheirs')
  const colleagues = await selectColleagues(taskId, ctx)
  if (!colleagues.some(({ staffId }) => staffId === toStaffId)) throw new Refusal('colleagueMayNot')
  await sql`update task set assignee_id = ${toStaffId} where id = ${taskId}`.execute(ctx.tx)
  await noteEvent(taskId, { kind: 'delegated', forId: worker.forId, toId: toStaffId, note }, ctx)
  await announce(ctx, 'taskDelegated', { taskId, toStaffId, title: task.title, byName: worker.name })
  return changed(taskId, ctx)
}
