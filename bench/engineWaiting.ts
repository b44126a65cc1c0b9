import { sql } from 'kysely'
import { leaveWaiting, load } from './engine/load.ts'
import { makeEngineWorld } from './engine/world.ts'
import { round } from './kit/figures.ts'
import { rssMb } from './kit/processes.ts'

const WAITING = 100_000
const CLIENTS = 64

/** What 100,000 instances at their user task cost: room in the database, memory of the server, and speed for the others. */
export async function bench(isShort: boolean) {
  const world = await makeEngineWorld()
  const ms = isShort ? 10_000 : 60_000
  try {
    // the first seconds grow the heap and the pools to what the load needs
    await load(world, CLIENTS, 10_000)
    const alone = await load(world, CLIENTS, ms)
    const before = { ...(await world.bytes()), rss: await settledRss() }
    await leaveWaiting(world, WAITING)
    const after = { ...(await world.bytes()), rss: await settledRss() }
    await sql`vacuum analyze`.execute(world.db)
    await sql`checkpoint`.execute(world.db)
    const beside = await load(world, CLIENTS, ms)
    return {
      bytesPerWaiting: round((after.tables - before.tables) / WAITING, 0),
      rssGrowthMb: round(after.rss - before.rss, 1),
      throughputRatio: round(beside.perSecond / alone.perSecond),
      bytesPerWaitingWithIndexes: round((after.total - before.total) / WAITING, 0),
      instancesPerSecondAlone: round(alone.perSecond, 0),
      instancesPerSecondBeside: round(beside.perSecond, 0),
      waiting: WAITING,
    }
  } finally {
    await world.close()
  }
}

/** The server and its clients are this one process; what can be collected is no growth. */
async function settledRss(): Promise<number> {
  globalThis.gc?.()
  await new Promise((done) => setTimeout(done, 500))
  return rssMb(process.pid)
}
