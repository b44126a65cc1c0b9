import { type BranchId, ConsumerId } from '#shared/contract/ids'
import { keepConsumer } from '../cache/consumers.ts'
import { keepInteraction } from '../cache/interactions.ts'
import { emptyCache, readMeta, writeMeta } from '../cache/meta.ts'
import type { CacheDb } from '../cache/open.ts'
import { applyFacts } from './applyFacts.ts'
import type { Server } from './server.ts'

type Options = {
  db: CacheDb
  server: Server
  branchId: BranchId
  onPage: () => void
  isStopped: () => boolean
}

export const isFilled = (db: CacheDb): boolean => readMeta(db, 'cursor') !== null

/** Rows written by another version of the program, or for another branch, are fetched anew. */
export function dropForeignRows(db: CacheDb, builtFor: string): void {
  if (readMeta(db, 'builtFor') === builtFor) return
  emptyCache(db)
  writeMeta(db, 'builtFor', builtFor)
}

/**
 * The first copy, page by page, each with its place in one transaction, so that a kill costs one page. The newest fact is noted
 * first: what happens while pages are read is pulled afterwards.
 */
export async function fill({ db, server, onPage, isStopped }: Options): Promise<void> {
  if (isFilled(db)) return
  if (readMeta(db, 'fillCursor') === null) await begin(db, server)
  for (let after = readMeta(db, 'fillAfter'); !isStopped(); ) {
    const page = await server.listBranchConsumers(after === null ? {} : { after: ConsumerId.parse(after) })
    if (isStopped()) return
    db.transaction(() => {
      for (const { consumer, interactions } of page.items) {
        keepConsumer(db, consumer)
        for (const interaction of interactions) keepInteraction(db, interaction)
      }
      writeMeta(db, 'fillAfter', page.next)
      if (page.next !== null) return
      writeMeta(db, 'cursor', readMeta(db, 'fillCursor'))
      writeMeta(db, 'asOf', readMeta(db, 'fillBegan'))
      for (const key of ['fillCursor', 'fillBegan'] as const) writeMeta(db, key, null)
    })()
    onPage()
    if (page.next === null) return
    after = page.next
  }
}

async function begin(db: CacheDb, server: Server): Promise<void> {
  const began = new Date().toISOString()
  const { cursor } = await server.pullFacts({})
  db.transaction(() => {
    writeMeta(db, 'fillCursor', cursor)
    writeMeta(db, 'fillBegan', began)
  })()
}

/** Everything that happened since the cache's cursor. */
export async function catchUp({ db, server, branchId, isStopped }: Options): Promise<void> {
  for (let after = readMeta(db, 'cursor'); after !== null && !isStopped(); ) {
    const page = await server.pullFacts({ after })
    if (isStopped()) return
    applyFacts(db, page, branchId)
    if (page.isLast) return
    after = page.cursor
  }
}
