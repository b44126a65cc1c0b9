import { sql } from 'kysely'
import type { Context } from './context.ts'
import type { Db } from './database.ts'
import { listen } from './listen.ts'

/** Decides a call to the outside in the caller's transaction. `key` is the idempotency key: a second enqueue of it changes nothing. */
export async function enqueue(
  ctx: Context,
  target: string,
  payload: Record<string, unknown>,
  key: string,
): Promise<void> {
  await sql`
    with put as (
      insert into outbox (target, key, payload, next_at) values (${target}, ${key}, ${JSON.stringify(payload)}::jsonb, ${ctx.now})
      on conflict (key) do nothing returning id
    )
    select pg_notify('okno_outbox', '') from put`.execute(ctx.tx)
}

/** Puts a given-up call back in line; for a person who says «try again». */
export async function retryNow(ctx: Context, key: string): Promise<void> {
  await sql`update outbox set next_at = ${ctx.now}, attempts = 0, error = null where key = ${key} and done_at is null`.execute(
    ctx.tx,
  )
  await sql`select pg_notify('okno_outbox', '')`.execute(ctx.tx)
}

export type OutboxTarget = {
  /** At least once: `key` lets the other side drop a repeat. */
  send: (payload: Record<string, unknown>, key: string) => Promise<void>
  /** Told once the attempt has failed; `isFinal` when no further one will be made by itself. */
  onFailure?: (failure: {
    payload: Record<string, unknown>
    key: string
    error: string
    isFinal: boolean
  }) => Promise<void>
  onDone?: (done: { payload: Record<string, unknown>; key: string }) => Promise<void>
}
type Row = { id: number; target: string; key: string; payload: Record<string, unknown>; attempts: number }
const MAX_ATTEMPTS = 8
const backoffSeconds = (attempt: number) => Math.min(2 ** attempt, 600)

/** Sends what is due, one after another, retrying with exponential backoff; survives restarts. */
export function startOutbox(db: Db, targets: Record<string, OutboxTarget>, onError: (error: unknown) => void) {
  const names = Object.keys(targets)
  // a row is claimed by moving its next_at: a server that dies in mid-send leaves it to be sent again
  const claim = () =>
    sql<Row>`
    update outbox set attempts = attempts + 1, next_at = now() + interval '60 seconds'
    where id = (
      select id from outbox where done_at is null and attempts < ${MAX_ATTEMPTS} and next_at <= now() and target = any(${names})
      order by next_at limit 1 for update skip locked)
    returning id, target, key, payload, attempts`.execute(db)
  async function work() {
    for (;;) {
      const row = (await claim()).rows[0]
      if (!row) return nextDue()
      await attempt(row)
    }
  }
  async function attempt(row: Row) {
    const target = targets[row.target]
    if (!target) return
    try {
      await target.send(row.payload, row.key)
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      await sql`update outbox set error = ${text}, next_at = now() + make_interval(secs => ${backoffSeconds(row.attempts)}) where id = ${row.id}`.execute(
        db,
      )
      await target.onFailure?.({
        payload: row.payload,
        key: row.key,
        error: text,
        isFinal: row.attempts >= MAX_ATTEMPTS,
      })
      return
    }
    await sql`update outbox set done_at = now(), error = null where id = ${row.id}`.execute(db)
    await target.onDone?.({ payload: row.payload, key: row.key })
  }
  async function nextDue(): Promise<'done' | number> {
    const { rows } = await sql<{ ms: number | null }>`
      select (extract(epoch from min(next_at) - now()) * 1000)::int as ms from outbox
      where done_at is null and attempts < ${MAX_ATTEMPTS} and target = any(${names})`.execute(db)
    const ms = rows[0]?.ms
    return ms == null ? 'done' : Math.max(ms, 10)
  }
  return listen({ url: db.url, channel: 'okno_outbox', work, onError })
}
