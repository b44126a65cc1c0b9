import { consumerFacts } from '#shared/contract/consumer'
import type { FactCursor } from '#shared/contract/contract'
import type { ToldFact } from '#shared/contract/fact'
import type { BranchId } from '#shared/contract/ids'
import { interactionFacts } from '#shared/contract/interaction'
import { newestStates } from '#shared/rules/newestState'
import { keepConsumer } from '../cache/consumers.ts'
import { forgetInteraction, keepInteraction } from '../cache/interactions.ts'
import { writeMeta } from '../cache/meta.ts'
import type { CacheDb } from '../cache/open.ts'

type Apply = (db: CacheDb, payload: unknown, branchId: BranchId) => void

const applyInteraction =
  (name: 'interactionStarted' | 'interactionChanged' | 'interactionTied' | 'messageAdded'): Apply =>
  (db, payload) =>
    keepInteraction(db, interactionFacts[name].payload.parse(payload).interaction)

/** What each fact changes in the cache; the others change nothing of what is kept there. */
const applies: Record<string, Apply> = {
  consumerCreated(db, payload, branchId) {
    const { consumer } = consumerFacts.consumerCreated.payload.parse(payload)
    if (consumer.branchId === branchId) keepConsumer(db, consumer)
  },
  interactionStarted: applyInteraction('interactionStarted'),
  interactionChanged: applyInteraction('interactionChanged'),
  interactionTied: applyInteraction('interactionTied'),
  interactionLeft(db, payload, branchId) {
    const left = interactionFacts.interactionLeft.payload.parse(payload)
    if (left.branchId === branchId) forgetInteraction(db, left.interactionId)
  },
  messageAdded: applyInteraction('messageAdded'),
}

const newestOf = new WeakMap<CacheDb, ReturnType<typeof newestStates>>()

export type FactPage = { facts: readonly ToldFact[]; cursor: FactCursor }

/** One page of facts and the cursor after it: all of it or nothing. The same page twice changes nothing. */
export function applyFacts(db: CacheDb, { facts, cursor }: FactPage, branchId: BranchId): void {
  const newest = newestOf.get(db) ?? newestStates()
  newestOf.set(db, newest)
  db.transaction(() => {
    for (const fact of facts) applies[fact.name]?.(db, newest(fact), branchId)
    writeMeta(db, 'cursor', cursor)
  })()
}
