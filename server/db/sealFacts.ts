import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { FactCursor } from '#shared/contract/contract'
import { type Context, inTransaction } from './context.ts'
import type { Db } from './database.ts'
import { type RoomedFact, readFacts, START, split } from './readFacts.ts'

const PAGE = 1_000
const ACTOR = { kind: 'system', name: 'sealer' } as const
type Seal = { from: FactCursor; to: FactCursor; hash: Buffer }

/** Chains what has been announced since the last seal; answers how many facts were sealed. Two servers at once: the second finds nothing to do. */
export async function sealFacts(db: Db): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await inTransaction(db, ACTOR, sealPage)
    sealed += count
    if (count < PAGE) return sealed
  }
}

async function sealPage(ctx: Context): Promise<number> {
  await sql`lock table fact_seal in share row exclusive mode`.execute(ctx.tx)
  const last = await lastSeal(ctx)
  const after = last?.to ?? START
  const { facts } = await readFacts(ctx.tx, after, { limit: PAGE })
  const to = facts.at(-1)?.cursor
  if (!to) return 0
  const [fromXid, fromSeq] = split(after)
  const [toXid, toSeq] = split(to)
  await sql`
    insert into fact_seal (from_xid, from_seq, to_xid, to_seq, facts, hash, at)
    values (${fromXid}::xid8, ${fromSeq}::bigint, ${toXid}::xid8, ${toSeq}::bigint, ${facts.length},
      ${chain(last?.hash, facts)}, ${ctx.now})`.execute(ctx.tx)
  return facts.length
}

async function lastSeal(ctx: Context): Promise<Seal | undefined> {
  return (await seals(ctx, sql`order by ordinal desc limit 1`))[0]
}

async function seals(ctx: Pick<Context, 'tx'>, tail: ReturnType<typeof sql>): Promise<(Seal & { facts: number })[]> {
  const { rows } = await sql<Seal & { facts: number }>`
    select from_xid::text || '-' || from_seq as from, to_xid::text || '-' || to_seq as to, hash, facts from fact_seal ${tail}`.execute(
    ctx.tx,
  )
  return rows
}

/** Hash of the hash before and of each fact's own words, with the keys of its payload in order. */
function chain(before: Buffer | undefined, facts: readonly RoomedFact[]): Buffer {
  const hash = createHash('sha256').update(before ?? Buffer.alloc(32))
  for (const { cursor, name, version, at, actor, rooms, payload } of facts) {
    hash.update(JSON.stringify([cursor, name, version, at, actor, rooms, payload]))
  }
  return hash.digest()
}

/** Undefined when every sealed fact is as it was; otherwise the stretch that does not fit. */
export async function findBrokenSeal(db: Db): Promise<{ from: FactCursor; to: FactCursor } | undefined> {
  let before: Buffer | undefined
  for (const { from, to, hash, facts } of await seals({ tx: db }, sql`order by ordinal`)) {
    const page = await readFacts(db, from, { limit: facts })
    if (page.facts.at(-1)?.cursor !== to || !chain(before, page.facts).equals(hash)) return { from, to }
    before = hash
  }
  return undefined
}
