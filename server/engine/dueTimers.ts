import type { Ask } from './ask.ts'

export type Due = { instanceId: string; no: number; attempts: number }
const LONGEST_WAIT_SECONDS = 3_600

const DUE = `select t.instance_id as "instanceId", t.no, t.attempts
  from engine_timer t join engine_instance i on i.id = t.instance_id
  where t.try_at <= $1 and i.state = 'active' order by t.try_at limit $2`

/** Those due longest first. Nothing is locked: who fires one looks again under the lock of its instance. */
export const dueTimers = (now: Date, limit: number, ask: Ask) => ask<Due>(DUE, [now, limit])

/**
 * Only the instance row is locked, first, as everyone does it: locking timers first would deadlock with a completion. What another
 * transaction holds is left to it.
 */
export const lockDueTimers = (now: Date, limit: number, ask: Ask) =>
  ask<Due>(`${DUE} for no key update of i skip locked`, [now, limit])

/** A timer that failed is tried again in 2, 4, 8 … seconds, an hour at most. */
export async function postpone({ instanceId, no, attempts }: Due, failure: string, now: Date, ask: Ask) {
  const seconds = Math.min(2 ** (attempts + 1), LONGEST_WAIT_SECONDS)
  await ask(
    `update engine_timer set attempts = attempts + 1, failure = $3, try_at = $4::timestamptz + make_interval(secs => $5)
    where instance_id = $1 and no = $2`,
    [instanceId, no, failure, now, seconds],
  )
}
