import { sql } from 'kysely'
import type { PayloadOf } from '#shared/contract/contract'
import { type AllFacts, type FactName, facts } from '#shared/contract/index'
import { actorName, type Context } from './context.ts'

/** A fact as it is written: its row without what the database adds (`seq`, `xid`). */
export type FactRow = {
  name: FactName
  version: number
  at: Date
  actor: string
  rooms: string[]
  payload: Record<string, unknown>
}

/** Proves the payload against the contract. For whoever writes many facts in a statement of their own; everybody else announces. */
export function factRow<N extends FactName>(
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  name: N,
  payload: PayloadOf<AllFacts[N]>,
): FactRow {
  const kind = facts[name]
  const told = kind.payload.parse(payload)
  return { name, version: kind.version, at: now, actor: actorName(actor), rooms: roomsOf(kind, told), payload: told }
}

/** Writes a fact in the caller's transaction: it is heard by screens, offices and processes if, and only if, that commits. */
export async function announce<N extends FactName>(
  ctx: Context,
  name: N,
  payload: PayloadOf<AllFacts[N]>,
): Promise<void> {
  const row = factRow(ctx, name, payload)
  await sql`
    with told as (
      insert into fact (name, version, at, actor, rooms, payload)
      values (${row.name}, ${row.version}, ${row.at}, ${row.actor}, ${row.rooms}, ${JSON.stringify(row.payload)}::jsonb)
      returning seq
    )
    select pg_notify('okno_fact', '') from told`.execute(ctx.tx)
}

type AnyKind = { rooms: (payload: never) => readonly (string | null | undefined)[] }
function roomsOf(kind: AnyKind, payload: unknown): string[] {
  // the payload has just been parsed by this very kind's schema
  const rooms = kind.rooms(payload as never)
  return [...new Set(rooms.filter((room) => room != null))]
}
