import { sql } from 'kysely'
import type { FactCursor } from '#shared/contract/contract'
import type { FactName } from '#shared/contract/index'
import { type Context, inTransaction } from './context.ts'
import type { Db } from './database.ts'
import { type Batch, joinHub } from './factHub.ts'
import { isAfter, type RoomedFact, readFacts, split } from './readFacts.ts'
import { makeWorker } from './worker.ts'

export { newestCursor, type RoomedFact, readFacts, START } from './readFacts.ts'
export type Reader = { stop(): Promise<void> }
type Tail = {
  db: Db
  from: FactCursor
  onFacts: (facts: RoomedFact[]) => Promise<void>
  onError: (error: unknown) => void
}
const PAGE = 500

/** Follows the facts from a cursor: woken by NOTIFY, resumes by itself after the database was gone, and misses none. */
export function tailFacts({ db, from, onFacts, onError }: Tail): Reader {
  let cursor = from
  let isCaughtUp = false
  const inbox: Batch[] = []
  async function hear(facts: RoomedFact[]) {
    const fresh = facts.filter((fact) => isAfter(fact.cursor, cursor))
    if (fresh.length > 0) await onFacts(fresh)
    cursor = fresh.at(-1)?.cursor ?? cursor
  }
  const worker = makeWorker(async () => {
    for (;;) {
      const batch = inbox[0]
      if (batch && isCaughtUp && !isAfter(batch.before, cursor)) await hear(batch.facts)
      else if (!batch && isCaughtUp) return 'done'
      else {
        // at first, and after a fault: what the hub has told does not join on to what was heard
        isCaughtUp = false
        const { facts } = await readFacts(db, cursor, { limit: PAGE })
        await hear(facts)
        isCaughtUp = facts.length < PAGE && !(batch && isAfter(batch.before, cursor))
        continue
      }
      inbox.shift()
    }
  }, onError)
  const leave = joinHub(
    db,
    (batch) => {
      inbox.push(batch)
      worker.wake()
    },
    onError,
  )
  worker.wake()
  return {
    async stop() {
      await leave()
      await worker.stop()
    },
  }
}

type Durable = {
  name: string
  /** Only these wake the reader. */
  only: readonly FactName[]
  handle: (fact: RoomedFact, ctx: Context) => Promise<void>
  onError: (error: unknown) => void
}
const BATCH = 50

/** A reader whose cursor is a row: what `handle` writes and the cursor move in one commit, so nothing happens twice. */
export function startFactReader(db: Db, { name, only, handle, onError }: Durable): Reader {
  const actor = { kind: 'system', name } as const
  const names: ReadonlySet<string> = new Set(only)
  const batch = () =>
    inTransaction(db, actor, async (ctx) => {
      const { facts, isBlocked } = await readFacts(ctx.tx, await lockCursor(ctx, name), { limit: BATCH, names: only })
      for (const fact of facts) await handle(fact, ctx)
      const last = facts.at(-1)
      if (last) await moveCursor(ctx, name, last.cursor)
      return { isFull: facts.length === BATCH, isBlocked }
    })
  const worker = makeWorker(async () => {
    for (;;) {
      const { isFull, isBlocked } = await batch()
      if (!isFull) return isBlocked ? ('again' as const) : ('done' as const)
    }
  }, onError)
  const leave = joinHub(
    db,
    ({ facts, isFirst }) => (isFirst || facts.some((fact) => names.has(fact.name))) && worker.wake(),
    onError,
  )
  worker.wake()
  return {
    async stop() {
      await leave()
      await worker.stop()
    },
  }
}

async function lockCursor(ctx: Context, name: string): Promise<FactCursor> {
  const read = () =>
    sql<{ xid: string; seq: number }>`
    select xid::text as xid, seq from fact_reader where name = ${name} for update`.execute(ctx.tx)
  const found = (await read()).rows[0]
  if (found) return `${found.xid}-${found.seq}`
  await sql`
    insert into fact_reader (name, xid, seq, moved_at) values (${name}, '0', 0, ${ctx.now}) on conflict do nothing`.execute(
    ctx.tx,
  )
  const made = (await read()).rows[0]
  return `${made?.xid ?? 0}-${made?.seq ?? 0}`
}

async function moveCursor(ctx: Context, name: string, to: FactCursor) {
  const [xid, seq] = split(to)
  await sql`
    update fact_reader set xid = ${xid}::xid8, seq = ${seq}::bigint, moved_at = ${ctx.now} where name = ${name}`.execute(
    ctx.tx,
  )
}
