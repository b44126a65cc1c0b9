import type { Ask } from '../ask.ts'
import type { OutsidePost } from '../run.ts'

export type ClaimedCall = { no: number; attempts: number; body: OutsidePost }

/** An attempt that has said nothing for so long is taken for lost with its server, and made again. */
export const LEASE_SECONDS = 60

const CLAIM = `update engine_post set attempts = attempts + 1, try_at = $1::timestamptz + make_interval(secs => $3)
  where no in (select no from engine_post where is_outside and try_at <= $1 order by try_at, no limit $2 for update skip locked)
  returning no, attempts, body`

/** Takes calls that are due at `now`: until the lease ends nobody else makes them. */
export const claimCalls = (now: Date, most: number, ask: Ask, leaseSeconds = LEASE_SECONDS): Promise<ClaimedCall[]> =>
  ask(CLAIM, [now, most, leaseSeconds])

const NEXT = 'select min(try_at) as "tryAt" from engine_post where is_outside'

/** When the next call is to be made, or made again; null: there is none. */
export const nextCall = async (ask: Ask): Promise<Date | null> =>
  (await ask<{ tryAt: Date | null }>(NEXT, []))[0]?.tryAt ?? null
