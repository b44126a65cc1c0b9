import { sql } from 'kysely'
import type { FactCursor, Told } from '#shared/contract/contract'
import { type Context, inTransaction } from './context.ts'
import type { Db } from './database.ts'
import { listen } from './listen.ts'

type FactRow = {
  xid: string
  seq: number
  name: string
  version: number
  at: Date
  actor: string
  rooms: string[]
  payload: Record<string, unknown>
}
/** A fact with the rooms it is to be told in. */
export type RoomedFact = Told<Record<string, unknown>> & { rooms: string[] }
export type FactPage = { facts: RoomedFact[]; isBlocked: boolean }

/** `xid-seq` of the start of time. */
export const START: FactCursor = '0-0'

/**
 * The facts after a cursor, in order. Only those below the oldest running transaction: one that began earlier may still commit
 * a smaller pair. `isBlocked`: there are newer ones, not yet to be read.
 */
export async function readFacts(
  tx: Context['tx'],
  after: FactCursor,
  limit: number,
  rooms?: readonly string[],
): Promise<FactPage> {
  const [xid, seq] = split(after)
  const heard = rooms ? sql`and rooms && ${rooms}::text[]` : sql``
  const { rows } = await sql<FactRow>`
    select xid::text as xid, seq, name, version, at, actor, rooms, payload from fact
    where (xid, seq) > (${xid}::xid8, ${seq}::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot()) ${heard}
    order by xid, seq limit ${limit}`.execute(tx)
  if (rows.length === limit) return { facts: rows.map(told), isBlocked: false }
  const blocked = await sql`select 1 from fact where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1`.execute(tx)
  return { facts: rows.map(told), isBlocked: blocked.rows.length > 0 }
}

/** Where a reader that wants only what comes from now on starts. */
export async function newestCursor(tx: Context['tx']): Promise<FactCursor> {
  const { rows } = await sql<{ xid: string; seq: number }>`
    select xid::text as xid, seq from fact where xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid desc, seq desc limit 1`.execute(tx)
  return rows[0] ? `${rows[0].xid}-${rows[0].seq}` : START
}

const told = (row: FactRow): RoomedFact => ({
  cursor: `${row.xid}-${row.seq}`,
  name: row.name,
  version: row.version,
  at: row.at.toISOString(),
  actor: row.actor,
  rooms: row.rooms,
  payload: row.payload,
})

export function split(cursor: FactCursor): [xid: string, seq: string] {
  const [xid = '0', seq = '0'] = cursor.split('-')
  return [xid, seq]
}

export type Reader = { stop(): Promise<void> }
type Tail = {
  db: Db
  from: FactCursor
  onFacts: (facts: RoomedFact[]) => Promise<void>
  onError: (error: unknown) => void
}

/** Follows the facts from a cursor: woken by NOTIFY, resumes by itself after the database was gone, and misses none. */
export function tailFacts({ db, from, onFacts, onError }: Tail): Reader {
  let cursor = from
  const drain = async () => {
    for (;;) {
      const { facts, isBlocked } = await readFacts(db, cursor, 500)
      const last = facts.at(-1)
      if (last) {
        await onFacts(facts)
        cursor = last.cursor
      }
      if (facts.length < 500) return isBlocked ? ('again' as const) : ('done' as const)
    }
  }
  return listen({ url: db.url, channel: 'okno_fact', work: drain, onError })
}

type Durable = {
  name: string
  handle: (fact: RoomedFact, ctx: Context) => Promise<void>
  onError: (error: unknown) => void
}

/** A reader whose cursor is a row: what `handle` writes and the cursor move in one commit, so nothing happens twice. */
export function startFactReader(db: Db, { name, handle, onError }: Durable): Reader {
  const actor = { kind: 'system', name } as const
  const batch = () =>
    inTransaction(db, actor, async (ctx) => {
      await sql`insert into fact_reader (name, xid, seq, moved_at) values (${name}, '0', 0, ${ctx.now}) on conflict do nothing`.execute(
        ctx.tx,
      )
      const at = await sql<{ xid: string; seq: number }>`
        select xid::text as xid, seq from fact_reader where name = ${name} for update`.execute(ctx.tx)
      const { facts, isBlocked } = await readFacts(ctx.tx, `${at.rows[0]?.xid ?? 0}-${at.rows[0]?.seq ?? 0}`, 50)
      for (const fact of facts) await handle(fact, ctx)
      const last = facts.at(-1)
      if (last) {
        const [xid, seq] = split(last.cursor)
        await sql`update fact_reader set xid = ${xid}::xid8, seq = ${seq}::bigint, moved_at = ${ctx.now} where name = ${name}`.execute(
          ctx.tx,
        )
      }
      return { isFull: facts.length === 50, isBlocked }
    })
  const drain = async () => {
    for (;;) {
      const { isFull, isBlocked } = await batch()
      if (!isFull) return isBlocked ? ('again' as const) : ('done' as const)
    }
  }
  return listen({ url: db.url, channel: 'okno_fact', work: drain, onError })
}
