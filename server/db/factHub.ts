import type { FactCursor } from '#shared/contract/contract'
import type { Db } from './database.ts'
import { listen } from './listen.ts'
import { newestCursor, type RoomedFact, readFacts } from './readFacts.ts'

/**
 * Facts just read, in order, and the cursor they come after. Empty ones are told too: a reader that failed looks again. `isFirst`: what
 * was written before it, and after a reader's own look, has been told to nobody.
 */
export type Batch = { before: FactCursor; facts: RoomedFact[]; isFirst: boolean }
type Listener = (batch: Batch) => void
type Hub = { listeners: Set<Listener>; stop: () => Promise<void> }

const hubs = new WeakMap<Db, Hub>()
const PAGE = 500

/** New facts are read once for all readers of this server, not once for each. Answers how to leave; the last one to leave stops the hub. */
export function joinHub(db: Db, listener: Listener, onError: (error: unknown) => void): () => Promise<void> {
  const hub = hubs.get(db) ?? startHub(db, onError)
  hub.listeners.add(listener)
  return async () => {
    hub.listeners.delete(listener)
    if (hub.listeners.size > 0) return
    hubs.delete(db)
    await hub.stop()
  }
}

function startHub(db: Db, onError: (error: unknown) => void): Hub {
  const listeners = new Set<Listener>()
  let cursor: FactCursor | undefined
  let isFirst = true
  const tell = (batch: Batch) => {
    for (const listener of listeners) listener(batch)
  }
  const work = async () => {
    cursor ??= await newestCursor(db)
    for (;;) {
      const { facts, isBlocked } = await readFacts(db, cursor, { limit: PAGE })
      tell({ before: cursor, facts, isFirst })
      isFirst = false
      cursor = facts.at(-1)?.cursor ?? cursor
      if (facts.length < PAGE) return isBlocked ? ('again' as const) : ('done' as const)
    }
  }
  const { stop } = listen({ url: db.url, channel: 'okno_fact', work, onError })
  const hub = { listeners, stop }
  hubs.set(db, hub)
  return hub
}
