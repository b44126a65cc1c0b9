import type { Db } from '../../db/database.ts'
import { listen } from '../../db/listen.ts'
import { askIn } from '../ask.ts'
import type { Works } from '../work.ts'
import { type ClaimedCall, claimCalls, LEASE_SECONDS, nextCall } from './claimCalls.ts'
import { makeCall } from './makeCall.ts'

/** So many calls are on their way at a time: one that hangs must not hold up the others. */
const MOST_AT_ONCE = 16
const LONGEST_SLEEP_MS = 60_000
const never = new AbortController().signal
/** `leaseSeconds`: how long a call may take before it is taken for lost. */
type Options = { now?: () => Date; onError: (error: unknown) => void; leaseSeconds?: number }

/** Makes the calls that are due at `now`, each once. Answers how many. */
export async function makeDueCalls(db: Db, works: Works, now: Date): Promise<number> {
  const calls = await claimCalls(now, MOST_AT_ONCE, askIn({ tx: db }))
  await Promise.all(
    calls.map((call) => makeCall(db, works, call, { now: () => now, stopping: never, leaseSeconds: LEASE_SECONDS })),
  )
  return calls.length
}

/** Makes calls to the outside as they come. Several servers may run it at once. */
export function startOutsideLoop(
  db: Db,
  works: Works,
  { now = () => new Date(), onError, leaseSeconds = LEASE_SECONDS }: Options,
) {
  const stopping = new AbortController()
  const onTheirWay = new Set<Promise<void>>()
  const ask = askIn({ tx: db })
  const begin = (call: ClaimedCall) => {
    // what could not be kept is made again when the lease ends
    const made: Promise<void> = makeCall(db, works, call, { now, stopping: stopping.signal, leaseSeconds })
      .catch(onError)
      .finally(() => onTheirWay.delete(made))
    onTheirWay.add(made)
  }
  const work = async () => {
    while (!stopping.signal.aborted) {
      const calls = await claimCalls(now(), MOST_AT_ONCE - onTheirWay.size, ask, leaseSeconds)
      calls.forEach(begin)
      if (onTheirWay.size >= MOST_AT_ONCE) await Promise.race(onTheirWay)
      else if (calls.length === 0) return sleepFor(await nextCall(ask), now())
    }
    return 'done' as const
  }
  const listening = listen({ url: db.url, channel: 'okno_outside', work, onError })
  return {
    async stop() {
      stopping.abort(new Error('the server is stopping'))
      await listening.stop()
      await Promise.all(onTheirWay)
    },
  }
}

const sleepFor = (next: Date | null, now: Date) =>
  next ? Math.min(Math.max(next.getTime() - now.getTime(), 50), LONGEST_SLEEP_MS) : LONGEST_SLEEP_MS
