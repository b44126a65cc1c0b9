import { sql } from 'kysely'
import { TaskId } from '#shared/contract/ids'
import type { Reckoning } from '#shared/rules/termLength'
import type { Context } from '../../db/context.ts'
import type { Follower, Reckoned } from '../calendar/index.ts'
import { changed } from './changed.ts'
import { stepProcess } from './ports.ts'

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
    const timer = await moveSteps(moved, ctx)
    for (const one of moved) await moveDue({ taskId: TaskId.parse(one.id), dueAt: one.dueAt }, ctx)
    return { task: moved.length, timer }
  },
}

type Step = { id: string; instanceId: string; tokenNo: number; reckoned: Reckoning }

/** The instance is locked before its task, as a completion does it. */
async function moveSteps(moved: readonly { id: string; dueAt: Date }[], ctx: Context): Promise<number> {
  const dates = new Map(moved.map(({ id, dueAt }) => [id, dueAt]))
  const { rows } = await sql<Step>`
    select id, instance_id as "instanceId", token_no as "tokenNo", reckoned from task
    where id = any(${[...dates.keys()]}::uuid[]) and instance_id is not null and state = 'open' order by id`.execute(
    ctx.tx,
  )
  const steps = rows.flatMap((step) => {
    const dueAt = dates.get(step.id)
    return dueAt ? [{ ...step, dueAt }] : []
  })
  return steps.length > 0 ? stepProcess().moveDue(steps, ctx) : 0
}

/** A task that was done meanwhile keeps the due date it was done by. */
async function moveDue({ taskId, dueAt }: { taskId: TaskId; dueAt: Date }, ctx: Context): Promise<void> {
  const { rows } = await sql`
    update task set due_at = ${dueAt} where id = ${taskId} and state = 'open' returning id`.execute(ctx.tx)
  if (rows.length > 0) await changed(taskId, ctx)
}
