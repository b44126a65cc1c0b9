import { sql } from 'kysely'
import { bpmnEnginePerSecond } from './engine/bpmnEngine.ts'
import { leaveWaiting, load } from './engine/load.ts'
import { rawPerSecond } from './engine/raw.ts'
import { makeEngineWorld } from './engine/world.ts'
import { median, quantile, round } from './kit/figures.ts'

const WAITING = 100_000
const CLIENTS = 64

/**
 * The six-step process, each wait state durable, with history and facts; 100,000 instances waiting before, and a checkpoint in the
 * middle. In the same run: inserts of the same rows without an engine, and `bpmn-engine` with its state saved at each wait state.
 */
export async function bench(isShort: boolean) {
  const world = await makeEngineWorld()
  const ms = isShort ? 30_000 : 300_000
  try {
    await leaveWaiting(world, WAITING)
    await sql`vacuum analyze`.execute(world.db)
    await sql`checkpoint`.execute(world.db)
    await load(world, CLIENTS, 3_000)
    const before = await world.bytes()
    const checkpoint = setTimeout(() => void sql`checkpoint`.execute(world.db), ms / 2)
    const { completed, perSecond, tookMs } = await load(world, CLIENTS, ms)
    clearTimeout(checkpoint)
    const bytes = (await world.bytes()).total - before.total
    const one = await load(world, 1, 3_000)
    const raw = await rawPerSecond(world, isShort ? 5_000 : 10_000)
    const peer = await bpmnEnginePerSecond(world, 10_000)
    return {
      instancesPerSecond: round(perSecond, 0),
      p50Ms: round(median(tookMs)),
      p99Ms: round(quantile(tookMs, 0.99)),
      oneClientP50Ms: round(median(one.tookMs)),
      bytesPerInstance: round(bytes / completed, 0),
      waiting: WAITING,
      rawPerSecond: round(raw, 0),
      ratioToRaw: round(perSecond / raw),
      bpmnEnginePerSecond: round(peer, 1),
      ratioToBpmnEngine: round(perSecond / peer, 1),
    }
  } finally {
    await world.close()
  }
}
