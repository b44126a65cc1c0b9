import { sql } from 'kysely'
import { inTransaction } from './db/context.ts'
import type { Db } from './db/database.ts'
import { makeFactPartitions } from './db/factPartitions.ts'
import { sealFacts } from './db/sealFacts.ts'
import { sweepAttachments } from './domain/attachment/index.ts'

const EVERY_MS = 10 * 60_000
// a desktop that comes back on line after longer has its waiting commands done anew
const KEPT_DAYS = 30

/** What has to be done now and then and by no command: partitions for the months to come, seals on the facts, files nobody named. */
export function startHousekeeping(db: Db, onError: (error: unknown) => void): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const round = async () => {
    await makeFactPartitions(db)
    await sealFacts(db)
    await inTransaction(db, { kind: 'system', name: 'housekeeping' }, sweepAttachments)
    await sql`delete from command where at < now() - make_interval(days => ${KEPT_DAYS})`.execute(db)
  }
  const timer = setInterval(() => {
    running = round().catch(onError)
  }, EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
