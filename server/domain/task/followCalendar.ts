import { sql } from 'kysely'
import { TaskId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import type { Follower, Reckoned } from '../calendar/index.ts'
import { changed } from './changed.ts'

/** Open tasks whose due date was reckoned, for a calendar that changes. */
export const taskFollower: Follower = {
  kind: 'task',
  grain: 'instant',
  async page({ region, after, limit }, ctx) {
    const { rows } = await sql<Reckoned>`
      select t.id, trim(concat_ws(' · ', k.number, t.title)) as name, t.due_at as "dueAt", t.reckoned
      from task t left join "case" k on k.id = t.case_id
      where t.reckoned->>'calendar' = ${region} and t.reckoned is not null and t.state = 'open'
        and (${after}::uuid is null or t.id > ${after}::uuid)
      order by t.id limit ${limit}`.execute(ctx.tx)
    return rows
  },
  async move(moved, ctx) {
    for (const one of moved) await moveDue({ taskId: TaskId.parse(one.id), dueAt: one.dueAt }, ctx)
  },
}

/** A task that was done meanwhile keeps the due date it was done by. */
async function moveDue({ taskId, dueAt }: { taskId: TaskId; dueAt: Date }, ctx: Context): Promise<void> {
  const { rows } = await sql`
    update task set due_at = ${dueAt} where id = ${taskId} and state = 'open' returning id`.execute(ctx.tx)
  if (rows.length > 0) await changed(taskId, ctx)
}
