import { sql } from 'kysely'
import type { FactCursor, Told } from '#shared/contract/contract'
import type { Context } from './context.ts'

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
/** What a page was read with; quiet: nobody was writing. */
type Snapshot = { is_quiet: boolean; xmin: string }
/** A fact with the rooms it is to be told in. */
export type RoomedFact = Told<Record<string, unknown>> & { rooms: string[] }
/** At most `limit` facts; only those of these names, or told in one of these rooms. */
export type ReadPage = { limit: number; rooms?: readonly string[] | undefined; names?: readonly string[] | undefined }
export type FactPage = { facts: RoomedFact[]; isBlocked: boolean }

/** `xid-seq` of the start of time. */
export const START: FactCursor = '0-0'

// `fact.xid` in `order by`: a bare `xid` would be the text that is selected, and 1000 would stand before 999

/**
 * The facts after a cursor, in order. Only those below the oldest running transaction: one that began earlier may still commit
 * a smaller pair. `isBlocked`: there are newer ones, not yet to be read.
 */
export async function readFacts(tx: Context['tx'], after: FactCursor, page: ReadPage): Promise<FactPage> {
  const [xid, seq] = split(after)
  const heard = page.rooms ? sql`and rooms && ${page.rooms}::text[]` : sql``
  const named = page.names ? sql`and name = any(${page.names}::text[])` : sql``
  const { rows } = await sql<(FactRow | { name: null }) & Snapshot>`
    select f.*, pg_snapshot_xmin(s.now) = pg_snapshot_xmax(s.now) as is_quiet, pg_snapshot_xmin(s.now)::text as xmin
    from (select pg_current_snapshot() as now) s left join lateral (
      select xid::text as xid, seq, name, version, at, actor, rooms, payload from fact
      where (xid, seq) > (${xid}::xid8, ${seq}::bigint) and xid < pg_snapshot_xmin(s.now) ${heard} ${named}
      order by fact.xid, fact.seq limit ${page.limit}) f on true`.execute(tx)
  const found = rows.filter((row): row is FactRow & Snapshot => row.name !== null)
  if (found.length === page.limit || rows[0]?.is_quiet) return { facts: found.map(told), isBlocked: false }
  // by the snapshot that was read with: what held the facts back may have ended since, and then nobody would look again
  const blocked = await sql`select 1 from fact where xid >= ${rows[0]?.xmin ?? '0'}::xid8 limit 1`.execute(tx)
  return { facts: found.map(told), isBlocked: blocked.rows.length > 0 }
}

/** Where a reader that wants only what comes from now on starts. */
export async function newestCursor(tx: Context['tx']): Promise<FactCursor> {
  const { rows } = await sql<{ xid: string; seq: number }>`
    select xid::text as xid, seq from fact where xid < pg_snapshot_xmin(pg_current_snapshot())
    order by fact.xid desc, fact.seq desc limit 1`.execute(tx)
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

/** Whether `a` comes after `b` in the order of facts. */
export function isAfter(a: FactCursor, b: FactCursor): boolean {
  const [ax, as] = split(a)
  const [bx, bs] = split(b)
  const difference = BigInt(ax) - BigInt(bx)
  return difference > 0n || (difference === 0n && BigInt(as) > BigInt(bs))
}
