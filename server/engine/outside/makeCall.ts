import { inTransaction } from '../../db/context.ts'
import type { Db } from '../../db/database.ts'
import { askIn } from '../ask.ts'
import { describe } from '../guarded.ts'
import { RaisedError } from '../walk/index.ts'
import type { Works } from '../work.ts'
import type { ClaimedCall } from './claimCalls.ts'
import { type Attempted, settleCall } from './settleCall.ts'

const actor = { kind: 'system', name: 'outside' } as const
/** Whoever is still at it must have given up before the lease ends and another begins. */
const PART_OF_LEASE = 5 / 6
export type Calling = { now: () => Date; stopping: AbortSignal; leaseSeconds: number }

const WAITS = `select 1 from engine_token where instance_id = $1 and no = $2 and scope_no = $3 and state = 'waiting'`

const GIVE_BACK = 'update engine_post set attempts = attempts - 1, try_at = $2 where no = $1'

/** Makes one attempt of a call that has been claimed, and keeps what it came to. */
export async function makeCall(db: Db, works: Works, call: ClaimedCall, calling: Calling) {
  const { now, stopping } = calling
  const { instanceId, tokenNo, scopeNo } = call.body.caller
  const ask = askIn({ tx: db })
  // nobody waits for it any more, so it is not made
  if ((await ask(WAITS, [instanceId, tokenNo, scopeNo])).length === 0) {
    await ask('delete from engine_post where no = $1', [call.no])
    return
  }
  const came = await attempt(works, call, calling)
  // that the server stops is no failure of the other side
  if (came.kind === 'failed' && stopping.aborted) {
    await ask(GIVE_BACK, [call.no, now()])
    return
  }
  await inTransaction(db, actor, (ctx) => settleCall(works, call, came, ctx), now())
}

async function attempt(works: Works, { body, attempts }: ClaimedCall, calling: Calling): Promise<Attempted> {
  const { key, execution, binding } = body
  const outside = works[execution.processKey]?.outside?.[binding]
  const signal = AbortSignal.any([calling.stopping, AbortSignal.timeout(calling.leaseSeconds * PART_OF_LEASE * 1_000)])
  try {
    if (!outside) throw new Error(`no work is bound to ${binding}`)
    const result = await abortable(outside({ key, execution, attempt: attempts, signal }), signal)
    return { kind: 'answered', result: result ?? {} }
  } catch (error) {
    if (error instanceof RaisedError) return { kind: 'refused', code: error.code, message: error.message }
    return { kind: 'failed', failure: describe(error) }
  }
}

/** Work that does not listen to its signal is left to itself; its answer would come too late. */
function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = () => reject(signal.reason instanceof Error ? signal.reason : new Error('given up'))
    if (signal.aborted) give()
    signal.addEventListener('abort', give, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give))
  })
}
