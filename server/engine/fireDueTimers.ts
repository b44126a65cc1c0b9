import type { Context } from '../db/context.ts'
import { askIn } from './ask.ts'
import { lockDueTimers, postpone } from './dueTimers.ts'
import { runFromTimer } from './fireTimer.ts'
import { guarded } from './guarded.ts'
import { advanceOne } from './store.ts'
import type { Works } from './work.ts'

const BATCH = 20

export type Fired = { fired: number; failed: number; isMore: boolean }

/** Fires the timers that are due at `ctx.now`, a batch of them. One that fails is tried again later, ever more seldom. */
export async function fireDueTimers(works: Works, ctx: Context): Promise<Fired> {
  const due = await lockDueTimers(ctx.now, BATCH, askIn(ctx))
  let failed = 0
  for (const timer of due) {
    const done = await guarded(ctx, () =>
      advanceOne(works, timer.instanceId, ctx, (run) => runFromTimer(run, timer.no)),
    )
    if (!('failure' in done)) continue
    failed++
    await postpone(timer, `${done.failure.code}: ${done.failure.message}`, ctx.now, askIn(ctx))
  }
  return { fired: due.length - failed, failed, isMore: due.length === BATCH }
}
