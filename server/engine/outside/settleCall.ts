import type { Context } from '../../db/context.ts'
import { askIn } from '../ask.ts'
import type { Variables } from '../expression.ts'
import type { Failure } from '../guarded.ts'
import { nextAttempt } from '../retries.ts'
import { advanceOne } from '../store.ts'
import { advance, answerOutside, failOutside, raiseOutside, waitOf } from '../walk/index.ts'
import type { Works } from '../work.ts'
import type { ClaimedCall } from './claimCalls.ts'

/** What an attempt came to. */
export type Attempted =
  | { kind: 'answered'; result: Variables }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'failed'; failure: Failure }

const DONE = 'delete from engine_post where no = $1 returning no'
const POSTPONE = `with put as (update engine_post set try_at = $2, failure = $3 where no = $1)
  select pg_notify('okno_outside', '')`

/**
 * Keeps what an attempt came to, once: who finds the call gone has been told the same by another attempt. What the token waited for may
 * be over meanwhile; then the answer is of no use any more.
 */
export async function settleCall(works: Works, call: ClaimedCall, came: Attempted, ctx: Context): Promise<void> {
  const { no, attempts, body } = call
  const ask = askIn(ctx)
  const next = came.kind === 'failed' ? nextAttempt(body.retries, attempts, ctx.now) : null
  if (came.kind === 'failed' && next) {
    await ask(POSTPONE, [no, next, `${came.failure.code}: ${came.failure.message}`])
    return
  }
  // the instance first, as everybody locks it
  await advanceOne(works, body.caller.instanceId, ctx, async (run) => {
    const gone = await ask(DONE, [no])
    const token = waitOf(run, body.caller)
    if (gone.length === 0 || !token || run.instance.state !== 'active') return
    if (came.kind === 'answered') await answerOutside(run, token, came.result)
    else if (came.kind === 'refused') await raiseOutside(run, token, came.code, came.message)
    else failOutside(run, token, came.failure)
    await advance(run)
  })
}
