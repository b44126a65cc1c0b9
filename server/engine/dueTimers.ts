import type { Ask } from './ask.ts'

export type Due = { instanceId: string; no: number; attempts: number }
const LONGEST_WAIT_SECONDS = 3_600

/** Those due longest first. Nothing is locked: who fires one looks again under the lock of its instance. */
export const dueTimers = (now: Date, limit: number, ask: Ask) =>
  ask<Due>(
    `select instance_id as "instanceId", no, attempts from engine_timer where try_at <= $1 order by try_at limit $2`,
    [now, limit],
  )

/** When the next one is to be fired; null: there is none. */
export async function nextTimer(ask: Ask): Promise<Date | null> {
  const rows = await ask<{ tryAt: Date | null }>('select min(try_at) as "tryAt" from engine_timer', [])
  return rows[0]?.tryAt ?? null
}

/**
 * Only the instance row is locked, first, as everyone does it: locking timers first would deadlock with a completion. What another
 * transaction holds is left to it.
 */
export async function lockDueTimers(now: Date, limit: number, ask: Ask): Promise<Due[]> {
  const due = await dueTimers(now, limit, ask)
  const free = await ask<{ id: string }>(
    'select id from engine_instance where id = any($1::uuid[]) order by id for no key update skip locked',
    [due.map(({ instanceId }) => instanceId)],
  )
  const ids = new Set(free.map(({ id }) => id))
  return due.filter(({ instanceId }) => ids.has(instanceId))
}

/** A timer that failed is tried again in 2, 4, 8 … seconds, an hour at most. */
export async function postpone({ instanceId, no, attempts }: Due, failure: string, now: Date, ask: Ask) {
  const seconds = Math.min(2 ** (attempts + 1), LONGEST_WAIT_SECONDS)
  await ask(
    `update engine_timer set attempts = attempts + 1, failure = $3, try_at = $4::timestamptz + make_interval(secs => $5)
    where instance_id = $1 and no = $2`,
    [instanceId, no, failure, now, seconds],
  )
}
