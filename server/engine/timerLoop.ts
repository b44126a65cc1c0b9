import { sql } from 'kysely'
import { inTransaction } from '../db/context.ts'
import type { Db } from '../db/database.ts'
import { listen } from '../db/listen.ts'
import { fireDueTimers } from './fireDueTimers.ts'
import type { Works } from './work.ts'

/** A sleep longer than this would overflow setTimeout some day; a needless look an hour costs nothing. */
const LONGEST_SLEEP_MS = 3_600_000
const actor = { kind: 'system', name: 'timers' } as const

export type TimerLoop = { stop(): Promise<void> }
type Options = { now?: () => Date; onError: (error: unknown) => void }

/** Fires timers as they fall due: sleeps until the next one, woken earlier when one is set. Several servers may run it at once. */
export function startTimerLoop(db: Db, works: Works, { now = () => new Date(), onError }: Options): TimerLoop {
  const work = async () => {
    for (;;) {
      const { isMore } = await inTransaction(db, actor, (ctx) => fireDueTimers(works, ctx), now())
      if (!isMore) return untilNext(db, now())
    }
  }
  return listen({ url: db.url, channel: 'okno_timer', work, onError })
}

async function untilNext(db: Db, now: Date): Promise<number | 'done'> {
  const { rows } = await sql<{ tryAt: Date | null }>`select min(try_at) as "tryAt" from engine_timer`.execute(db)
  const tryAt = rows[0]?.tryAt
  if (!tryAt) return 'done'
  // a due timer whose instance another transaction holds: look again shortly, not at once
  return Math.min(Math.max(tryAt.getTime() - now.getTime(), 50), LONGEST_SLEEP_MS)
}
