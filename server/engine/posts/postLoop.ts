import { inTransaction } from '../../db/context.ts'
import type { Db } from '../../db/database.ts'
import { listen } from '../../db/listen.ts'
import { askIn } from '../ask.ts'
import { fireDueStarts } from '../starts/fireDueStarts.ts'
import type { Works } from '../work.ts'
import { deliverPosts } from './deliverPosts.ts'

const LONGEST_SLEEP_MS = 60_000
const actor = { kind: 'system', name: 'posts' } as const
type Options = { now?: () => Date; onError: (error: unknown) => void }

/** Delivers posts as they come and starts what a timer starts. Several servers may run it at once. */
export function startPostLoop(db: Db, works: Works, { now = () => new Date(), onError }: Options) {
  const work = async () => {
    while ((await inTransaction(db, actor, (ctx) => deliverPosts(works, ctx), now())).isMore);
    while ((await inTransaction(db, actor, (ctx) => fireDueStarts(works, ctx), now())).isMore);
    return untilNext(db, now())
  }
  return listen({ url: db.url, channel: 'okno_post', work, onError })
}

const NEXT =
  'select least((select min(try_at) from engine_post where not is_outside), (select min(try_at) from engine_start)) as "tryAt"'

async function untilNext(db: Db, now: Date): Promise<number> {
  const [row] = await askIn({ tx: db })<{ tryAt: Date | null }>(NEXT, [])
  if (!row?.tryAt) return LONGEST_SLEEP_MS
  // what another server holds: look again shortly, not at once
  return Math.min(Math.max(row.tryAt.getTime() - now.getTime(), 50), LONGEST_SLEEP_MS)
}
