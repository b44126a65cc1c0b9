import { Missing } from '#shared/contract/contract'
import type { Ask } from '../ask.ts'
import { type DefinitionRow, newestDefinitions } from '../definitions.ts'
import { Changes } from '../flush.ts'
import { isOfTransaction, LostConnection, undoable } from '../guarded.ts'
import { lockFreeInstances, type PartsOf, readParts } from '../parts.ts'
import type { Instance, Run } from '../run.ts'
import { newRun } from '../startInstance.ts'
import { makeRun } from '../store.ts'
import type { Works } from '../work.ts'
import type { Advance } from './advances.ts'
import type { Lane } from './lane.ts'

/** What a committed round comes to: its callers are to be told; the held ones were left out. */
export type Outcome = { tell: (() => void)[]; held: Advance[] }

/** The connection was lost on the answer to the commit: only the database knows what became of it. */
export class Undecided extends Error {
  readonly xid: string
  readonly outcome: Outcome
  constructor(xid: string, outcome: Outcome, cause: unknown) {
    super('a commit was not answered', { cause })
    this.xid = xid
    this.outcome = outcome
  }
}

/** Advances of distinct instances in one transaction: read together, moved one after another in memory, written together. */
export async function runRound(
  lane: Lane,
  works: Works,
  advances: readonly Advance[],
  onMoved: () => void,
): Promise<Outcome> {
  try {
    const T = ((globalThis as any).__t ??= { n: 0, adv: 0, read: 0, walk: 0, flush: 0, commit: 0 })
    let t0 = performance.now()
    const lap = (k: string) => {
      const t = performance.now()
      T[k] += t - t0
      t0 = t
    }
    T.n++
    T.adv += advances.length
    const begun = lane.begin()
    const [xid, opened] = await Promise.all([begun, open(lane.ask, advances)])
    lap('read')
    const changes = new Changes()
    const outcome: Outcome = { tell: [], held: [] }
    for (const advance of advances) {
      if (advance.instanceId !== null && opened.held.has(advance.instanceId)) outcome.held.push(advance)
      else outcome.tell.push(await move(lane, works, advance, opened, changes))
    }
    lap('walk')
    onMoved()
    await changes.flush(lane.ask)
    lap('flush')
    await commit(lane, xid, outcome)
    lap('commit')
    return outcome
  } catch (error) {
    if (!lane.isLost()) await lane.rollback().catch(() => undefined)
    throw error
  }
}

type Opened = {
  instances: Map<string, Instance>
  partsOf: PartsOf | null
  newest: Map<string, DefinitionRow>
  held: ReadonlySet<string>
}

/** The statements go out together and are run in this order: what is read is read behind the lock. */
async function open(ask: Ask, advances: readonly Advance[]): Promise<Opened> {
  const ids = advances.flatMap(({ instanceId }) => (instanceId === null ? [] : [instanceId]))
  const keys = [...new Set(advances.flatMap(({ start }) => (start ? [start.process] : [])))]
  const [locked, partsOf, newest] = await Promise.all([
    ids.length > 0 ? lockFreeInstances(ids, ask) : [],
    ids.length > 0 ? readParts(ids, ask) : null,
    keys.length > 0 ? newestDefinitions(keys, ask) : new Map<string, DefinitionRow>(),
  ])
  const instances = new Map(locked.map((instance) => [instance.id, instance]))
  const absent = ids.filter((id) => !instances.has(id))
  return { instances, partsOf, newest, held: absent.length > 0 ? await existing(absent, ask) : new Set() }
}

async function existing(ids: readonly string[], ask: Ask): Promise<Set<string>> {
  const rows = await ask<{ id: string }>('select id from engine_instance where id = any($1::uuid[])', [ids])
  return new Set(rows.map(({ id }) => id))
}

/** One that fails is undone and answered alone. Answers how its caller is told. */
async function move(lane: Lane, works: Works, advance: Advance, opened: Opened, changes: Changes): Promise<() => void> {
  const ctx = { ...advance.who, tx: lane.tx }
  try {
    return await undoable(ctx, async () => {
      const run = await runOf(works, advance, opened, ctx)
      const tell = await advance.step(run)
      changes.add(run)
      return tell
    })
  } catch (error) {
    if (isOfTransaction(error)) throw error
    return () => advance.refuse(error)
  }
}

async function runOf(works: Works, advance: Advance, opened: Opened, ctx: Run['ctx']): Promise<Run> {
  const { instanceId, start } = advance
  if (start) return newRun(works, start, opened.newest.get(start.process), ctx)
  const instance = opened.instances.get(instanceId ?? '')
  if (!instance || !opened.partsOf) throw new Missing('instanceUnknown')
  return makeRun(works, instance, opened.partsOf(instance.id), ctx)
}

async function commit(lane: Lane, xid: string, outcome: Outcome) {
  try {
    await lane.commit()
  } catch (error) {
    throw error instanceof LostConnection ? new Undecided(xid, outcome, error) : error
  }
}
