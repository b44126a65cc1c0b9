import { inTransaction } from '../db/context.ts'
import type { Db } from '../db/database.ts'
import { listen } from '../db/listen.ts'
import { askIn } from './ask.ts'
import { type Due, dueTimers, nextTimer, postpone } from './dueTimers.ts'
import { LONGEST_SLEEP_MS } from './flush.ts'
import { DatabaseUnavailable, GroupStopped } from './group/advances.ts'
import type { Group } from './group/startGroup.ts'
import { describe } from './guarded.ts'

/** No more than a round takes: people who wait for an answer stand in line behind them. */
const BATCH = 128
/** Looks at least so far apart, unless there was more to find: a notice of every new timer must not make a query of each. */
const BREATH_MS = 50
const actor = { kind: 'system', name: 'timers' } as const

export type TimerLoop = { stop(): Promise<void> }
type Options = { now?: () => Date; onError: (error: unknown) => void }

/** Fires timers as they fall due: sleeps until the next one, woken earlier when one is set. Several servers may run it at once. */
export function startTimerLoop(db: Db, group: Group, { now = () => new Date(), onError }: Options): TimerLoop {
  let nextLookAt = 0
  async function fire(timer: Due) {
    try {
      await group.fireTimer(timer, { actor, now: now() })
    } catch (error) {
      // not the timer's fault: the loop itself waits and looks again
      if (error instanceof GroupStopped || error instanceof DatabaseUnavailable) throw error
      const { code, message } = describe(error)
      await postpone(timer, `${code}: ${message}`, now(), askIn({ tx: db }))
    }
  }
  const work = async () => {
    for (;;) {
      const early = nextLookAt - Date.now()
      if (early > 0) await new Promise((done) => setTimeout(done, early))
      const { due, next } = await look(db, now())
      nextLookAt = due.length === BATCH ? 0 : Date.now() + BREATH_MS
      await Promise.all(due.map(fire))
      if (due.length === 0) return next ? sleepFor(next, now()) : LONGEST_SLEEP_MS
    }
  }
  return listen({ url: db.url, channel: 'okno_timer', work, onError })
}

function look(db: Db, now: Date): Promise<{ due: Due[]; next: Date | null }> {
  return inTransaction(db, actor, async (ctx) => {
    const ask = askIn(ctx)
    // a plan made while there were few timers is kept: it must not read them all when there are many
    await ask(`select set_config('enable_seqscan', 'off', true)`, [])
    const due = await dueTimers(now, BATCH, ask)
    return { due, next: due.length > 0 ? null : await nextTimer(ask) }
  })
}

const sleepFor = (next: Date, now: Date) =>
  Math.min(Math.max(next.getTime() - now.getTime(), BREATH_MS), LONGEST_SLEEP_MS)
