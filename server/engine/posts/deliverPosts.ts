import type { Context } from '../../db/context.ts'
import { type Ask, askIn } from '../ask.ts'
import { guarded } from '../guarded.ts'
import type { Works } from '../work.ts'
import { deliverPost, type InsidePost } from './deliverPost.ts'

type StoredPost = { no: number; attempts: number; at: Date; body: InsidePost }
export type Delivered = { delivered: number; failed: number; isMore: boolean }

const LONGEST_WAIT_SECONDS = 3_600
/** A message may be sent before its receiver waits for it; after a day nobody will any more. */
const MESSAGE_LIFE_HOURS = 24

// one a transaction: what it moves locks an instance, and another post may want the same one in another order
const NEXT = `select no, attempts, at, body from engine_post where not is_outside and try_at <= $1 order by try_at, no limit 1 for update skip locked`

/** Delivers what instances ask of others, until nothing is due at `ctx.now` or `most` are done. What fails is tried again ever more seldom. */
export async function deliverPosts(works: Works, ctx: Context, most = 1): Promise<Delivered> {
  const ask = askIn(ctx)
  const count = { delivered: 0, failed: 0 }
  for (let n = 0; n < most; n++) {
    const [post] = await ask<StoredPost>(NEXT, [ctx.now])
    if (!post) return { ...count, isMore: false }
    const done = await guarded(ctx, () => deliverPost(works, post.body, ctx))
    if ('failure' in done) {
      count.failed++
      await putOff(post, `${done.failure.code}: ${done.failure.message}`, ctx.now, ask)
    } else {
      count.delivered++
      await ask('delete from engine_post where no = $1', [post.no])
    }
  }
  return { ...count, isMore: true }
}

async function putOff({ no, attempts, at, body }: StoredPost, failure: string, now: Date, ask: Ask): Promise<void> {
  const isStale = body.kind === 'message' && now.getTime() - at.getTime() > MESSAGE_LIFE_HOURS * 3_600_000
  if (isStale) {
    await ask('delete from engine_post where no = $1', [no])
    return
  }
  const seconds = Math.min(2 ** (attempts + 1), LONGEST_WAIT_SECONDS)
  await ask(
    `update engine_post set attempts = attempts + 1, failure = $2, try_at = $3::timestamptz + make_interval(secs => $4) where no = $1`,
    [no, failure, now, seconds],
  )
}
