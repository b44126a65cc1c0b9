import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { listen } from '../db/listen.ts'
import { askIn } from './ask.ts'
import { type Due, dueTimers, postpone } from './dueTimers.ts'
import { LONGEST_SLEEP_MS } from './flush.ts'
import { DatabaseUnavailable, GroupStopped } from './group/advances.ts'
import type { Group } from './group/startGroup.ts'
import { describe } from './guarded.ts'

const BATCH = 512
/** Looks at least so far apart: a notice of every new timer must not make a query of each. */
const BREATH_MS = 20
const actor = { kind: 'system', name: 'timers' } as const

export type TimerLoop = { stop(): Promise<void> }
type Options = { now?: () => Date; onError: (error: unknown) => void }

/** Fires timers as they fall due: sleeps until the next one, woken earlier when one is set. Several servers may run it at once. */
export function startTimerLoop(db: Db, group: Group, { now = () => new Date(), onError }: Options): TimerLoop {
  const ask = askIn({ tx: db })
  let lookedAt = 0
  async function fire(timer: Due) {
    try {
      await group.fireTimer(timer, { actor, now: now() })
    } catch (error) {
      // not the timer's fault: the loop itself waits and looks again
      if (error instanceof GroupStopped || error instanceof DatabaseUnavailable) throw error
      const { code, message } = describe(error)
      await postpone(timer, `${code}: ${message}`, now(), ask)
    }
  }
  const work = async () => {
    for (;;) {
      await new Promise((done) => setTimeout(done, Math.max(0, lookedAt + BREATH_MS - Date.now())))
      lookedAt = Date.now()
      const due = await dueTimers(now(), BATCH, ask)
      await Promise.all(due.map(fire))
      if (due.length < BATCH) return untilNext(db, now())
    }
  }
  return listen({ url: db.url, channel: 'okno_timer', work, onError })
}

async function untilNext(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ tryAt: Date | null }>`select min(try_at) as "tryAt" from engine_timer`.execute(db)
  const tryAt = rows[0]?.tryAt
  if (!tryAt) return LONGEST_SLEEP_MS
  // a due timer whose instance another transaction holds: look again shortly, not at once
  return Math.min(Math.max(tryAt.getTime() - now.getTime(), 50), LONGEST_SLEEP_MS)
}
