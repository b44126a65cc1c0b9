import type { FactCursor } from '#shared/contract/contract'

const LIMIT = 5_000
type State = { seq: number; value: unknown }

/**
 * Facts come in the order (xid, seq) in which none is missed. That is not always the order in which two transactions changed one row:
 * one that began earlier may have waited for the other's lock. `seq` is drawn while the row is held, so among facts about one row it
 * tells which is newer. The function that is answered takes facts in the order they come and answers their payloads, with the newest state
 * of each row heard so far in place of an older one: `interaction`, `task`, `presence` and whatever else has an id. Keeps the last 5,000.
 */
export function newestStates(): (told: { cursor: FactCursor; payload: unknown }) => unknown {
  const known = new Map<string, State>()
  const newest = (key: string, state: State): State => {
    const before = known.get(key)
    const result = before && before.seq > state.seq ? before : state
    known.delete(key)
    known.set(key, result)
    if (known.size > LIMIT) for (const oldest of known.keys()) if (known.delete(oldest)) break
    return result
  }
  return ({ cursor, payload }) => {
    if (typeof payload !== 'object' || payload === null) return payload
    const seq = Number(cursor.split('-')[1])
    const entries = Object.entries(payload).map(([name, value]) => {
      const id = idOf(value)
      return [name, id ? newest(`${name}:${id}`, { seq, value }).value : value]
    })
    return Object.fromEntries(entries)
  }
}

/** Presence is known by its member of staff, everything else by its id. */
function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null
  if ('id' in value && typeof value.id === 'string') return value.id
  return 'staffId' in value && typeof value.staffId === 'string' ? value.staffId : null
}
