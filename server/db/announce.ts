import { sql } from 'kysely'
import type { PayloadOf } from '#shared/contract/contract'
import { type AllFacts, type FactName, facts } from '#shared/contract/index'
import { actorName, type Context } from './context.ts'

/** Writes a fact in the caller's transaction: it is heard by screens, offices and processes if, and only if, that commits. */
export async function announce<N extends FactName>(
  ctx: Context,
  name: N,
  payload: PayloadOf<AllFacts[N]>,
): Promise<void> {
  const kind = facts[name]
  const told = kind.payload.parse(payload)
  const rooms = roomsOf(kind, told)
  await sql`
    with told as (
      insert into fact (name, version, at, actor, rooms, payload)
      values (${name}, ${kind.version}, ${ctx.now}, ${actorName(ctx.actor)}, ${rooms}, ${JSON.stringify(told)}::jsonb)
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
