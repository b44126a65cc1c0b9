import type { Reckoning } from '#shared/rules/termLength'
import type { Context } from '../db/context.ts'
import { askIn } from './ask.ts'
import { lockInstances } from './parts.ts'
import { type Run, setVariables, variablesSeen } from './run.ts'
import { advanceOne } from './store.ts'
import type { Works } from './work.ts'

/** A timer, or a task that no timer watches: `id` is `instance:number`. */
export type ReckonedRow = { id: string; name: string; dueAt: Date; reckoned: Reckoning }
type Page = { calendar: string; after: string | null; limit: number }

const FIRST = '00000000-0000-0000-0000-000000000000:0'
const AFTER = `(t.instance_id, t.no) > ($2::uuid, $3::int) and t.reckoned->>'calendar' = $1`
const PAGE = `select t.instance_id || ':' || t.no as id, i.business_key as name, t."dueAt", t.reckoned from (
    (select instance_id, no, due_at as "dueAt", reckoned from engine_timer t where ${AFTER} order by instance_id, no limit $4)
    union all
    (select instance_id, no, due_at, reckoned from engine_task t where ${AFTER} and not exists
      (select 1 from engine_timer m where m.instance_id = t.instance_id and m.token_no = t.token_no and m.reckoned = t.reckoned)
    order by instance_id, no limit $4)
  ) t join engine_instance i on i.id = t.instance_id order by t.instance_id, t.no limit $4`

/** What waits and was reckoned by a calendar, in the order of its ids. */
export function pageReckoned({ calendar, after, limit }: Page, ctx: Context): Promise<ReckonedRow[]> {
  const [instanceId, no] = (after ?? FIRST).split(':')
  return askIn(ctx)<ReckonedRow>(PAGE, [calendar, instanceId, Number(no), limit])
}

type Moved = { id: string; dueAt: Date }

/** Gives timers and tasks the due date they come to by now; what has fired or ended meanwhile is left alone. */
export async function moveReckoned(works: Works, moved: readonly Moved[], ctx: Context): Promise<void> {
  const byInstance = new Map<string, Map<number, Date>>()
  for (const { id, dueAt } of moved) {
    const [instanceId = '', no] = id.split(':')
    const known = byInstance.get(instanceId) ?? new Map<number, Date>()
    byInstance.set(instanceId, known.set(Number(no), dueAt))
  }
  // all of them first and in order, so that two who lock several do not wait for each other
  await lockInstances([...byInstance.keys()], askIn(ctx))
  for (const [instanceId, dates] of byInstance)
    await advanceOne(works, instanceId, ctx, async (run) => {
      for (const [no, dueAt] of dates) moveOne(run, no, dueAt)
    })
}

/** A task whose due date was reckoned outside, by the token that waits at it. */
export type MovedStep = { instanceId: string; tokenNo: number; dueAt: Date; reckoned: Reckoning }

/** Moves tasks with the timers that were reckoned like them, in one commit with whoever keeps their due dates. Answers how many moved. */
export async function moveSteps(works: Works, steps: readonly MovedStep[], ctx: Context): Promise<number> {
  await lockInstances([...new Set(steps.map(({ instanceId }) => instanceId))], askIn(ctx))
  let moved = 0
  for (const { instanceId, tokenNo, dueAt, reckoned } of steps)
    await advanceOne(works, instanceId, ctx, async (run) => {
      moved += moveAlike(run, tokenNo, reckoned, dueAt)
    })
  return moved
}

/** A timer takes the task it watches along, where both were reckoned alike. */
function moveOne(run: Run, no: number, dueAt: Date): void {
  const one = run.timers.get(no) ?? run.tasks.get(no)
  if (one?.reckoned) moveAlike(run, one.tokenNo, one.reckoned, dueAt)
}

/** Answers how many timers moved; a task that no timer watches counts as one. */
function moveAlike(run: Run, tokenNo: number, reckoned: Reckoning, dueAt: Date): number {
  const isAlike = (one: { tokenNo: number; reckoned: Reckoning | null }) =>
    one.tokenNo === tokenNo && JSON.stringify(one.reckoned) === JSON.stringify(reckoned)
  const timers = run.timers.all().filter(isAlike)
  const tasks = run.tasks.all().filter(isAlike)
  for (const timer of timers) run.timers.put({ ...timer, dueAt, tryAt: dueAt, attempts: 0, failure: null })
  for (const task of tasks) {
    run.tasks.put({ ...task, dueAt })
    if (variablesSeen(run, task.scopeNo).dueAt === task.dueAt?.toISOString())
      setVariables(run, task.scopeNo, { dueAt: dueAt.toISOString() })
  }
  return Math.max(timers.length, tasks.length)
}
