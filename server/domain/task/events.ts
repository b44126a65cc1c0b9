import { sql } from 'kysely'
import type { StaffId, TaskId } from '#shared/contract/ids'
import { TaskEvent } from '#shared/contract/task'
import { type Context, isStaff } from '../../db/context.ts'
import { loadTask } from './guardTask.ts'

type Said = { kind: TaskEvent['kind']; forId?: StaffId | null; toId?: StaffId | null; note?: string }

/** Writes down what the actor did to a task, and for whom. */
export async function noteEvent(taskId: TaskId, { kind, forId = null, toId = null, note = '' }: Said, ctx: Context) {
  const by = isStaff(ctx.actor) ? ctx.actor : null
  await sql`
    insert into task_event (task_id, at, kind, by_id, by_name, for_name, to_name, note)
    values (${taskId}, ${ctx.now}, ${kind}, ${by?.id ?? null}, ${by?.name ?? null},
      (select name from staff where id = ${forId}::uuid), (select name from staff where id = ${toId}::uuid), ${note})`.execute(
    ctx.tx,
  )
}

/** Newest first. Throws Missing('noSuchTask'), Denied('otherBranch'). */
export async function listTaskEvents({ taskId }: { taskId: TaskId }, ctx: Context): Promise<{ items: TaskEvent[] }> {
  await loadTask({ taskId }, ctx)
  const { rows } = await sql<{ at: Date }>`
    select at, kind, by_name as "byName", for_name as "forName", to_name as "toName", note
    from task_event where task_id = ${taskId} order by no desc`.execute(ctx.tx)
  return { items: rows.map((row) => TaskEvent.parse({ ...row, at: row.at.toISOString() })) }
}
