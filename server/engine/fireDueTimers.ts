import { sql } from 'kysely'
import type { Context } from '../db/context.ts'
import { advance, closeScope } from './advance.ts'
import { elementOf } from './definition.ts'
import { flush } from './flush.ts'
import { guarded } from './guarded.ts'
import { execution, nextNo, type Run, record, type Timer, type Token } from './run.ts'
import { openRun } from './store.ts'
import { repeat } from './timers.ts'
import type { Works } from './work.ts'

const BATCH = 20
const LONGEST_WAIT_SECONDS = 3_600

export type Fired = { fired: number; failed: number; isMore: boolean }
type Due = { instanceId: string; no: number; attempts: number }

/** Fires the timers that are due at `ctx.now`, a batch of them. One that fails is tried again later, ever more seldom. */
export async function fireDueTimers(works: Works, ctx: Context): Promise<Fired> {
  const due = await lockDue(ctx)
  let failed = 0
  for (const timer of due) {
    const done = await guarded(ctx, () => fire(works, timer, ctx))
    if (!('failure' in done)) continue
    failed++
    await postpone(timer, `${done.failure.code}: ${done.failure.message}`, ctx)
  }
  return { fired: due.length - failed, failed, isMore: due.length === BATCH }
}

/** Only the instance row is locked, first, as everyone does it: locking timers first would deadlock with a completion. */
async function lockDue(ctx: Context): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select t.instance_id as "instanceId", t.no, t.attempts
    from engine_timer t join engine_instance i on i.id = t.instance_id
    where t.try_at <= ${ctx.now} and i.state = 'active'
    order by t.try_at limit ${BATCH} for update of i skip locked`.execute(ctx.tx)
  return rows
}

async function fire(works: Works, { instanceId, no }: Due, ctx: Context): Promise<void> {
  const run = await openRun(works, instanceId, ctx)
  const timer = run.timers.get(no)
  const token = timer && run.tokens.get(timer.tokenNo)
  // a completion, or another timer of this batch, was there first
  if (!timer || !token || timer.tryAt > ctx.now) return
  const boundary = elementOf(run.definition, timer.elementId)
  if (boundary.kind !== 'boundaryTimer') throw new Error(`${boundary.id} is no boundary timer`)
  record(run, 'timerFired', boundary.id, token.no)
  if (boundary.isInterrupting) await interrupt(run, token, boundary.id)
  else branchOff(run, timer, token, boundary.id)
  await advance(run)
  await flush(run)
}

async function interrupt(run: Run, token: Token, boundaryId: string) {
  await run.work.taskLeft(execution(run, token, elementOf(run.definition, token.elementId)), 'interrupted', run.ctx)
  run.tokens.put({ ...closeScope(run, token), elementId: boundaryId, state: 'ready', since: run.ctx.now })
}

/** A second token runs from the event, in the scope around the task; the task goes on waiting. */
function branchOff(run: Run, timer: Timer, token: Token, boundaryId: string) {
  repeat(run, timer)
  const scopeNo = run.scopes.get(token.scopeNo)?.parentNo ?? token.scopeNo
  run.tokens.put({ no: nextNo(run), scopeNo, elementId: boundaryId, state: 'ready', since: run.ctx.now })
}

async function postpone({ instanceId, no, attempts }: Due, failure: string, ctx: Context) {
  const seconds = Math.min(2 ** (attempts + 1), LONGEST_WAIT_SECONDS)
  await sql`
    update engine_timer set attempts = attempts + 1, failure = ${failure}, try_at = ${ctx.now}::timestamptz + make_interval(secs => ${seconds})
    where instance_id = ${instanceId} and no = ${no}`.execute(ctx.tx)
}
