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
import type { Mark } from './wasKept.ts'

/** What a committed round comes to: its callers are to be told; the held ones were left out. */
export type Outcome = { tell: (() => void)[]; held: Advance[] }

/** The connection was lost on the answer to the commit: only the database knows what became of it. */
export class Undecided extends Error {
  readonly mark: Mark
  readonly outcome: Outcome
  constructor(mark: Mark, outcome: Outcome, cause: unknown) {
    super('a commit was not answered', { cause })
    this.mark = mark
    this.outcome = outcome
  }
}

/** So many are read, moved and written at a time: the database works on one portion while the next is moved. */
const PORTION = 32

/** Advances of distinct instances in one transaction: read together, moved one after another in memory, written together. */
export async function runRound(lane: Lane, works: Works, advances: readonly Advance[]): Promise<Outcome> {
  try {
    const begun = silenced(lane.begin())
    const portions = portionsOf(advances).map((portion) => ({ portion, opening: silenced(open(lane.ask, portion)) }))
    const outcome: Outcome = { tell: [], held: [] }
    const written: Promise<void>[] = []
    for (const { portion, opening } of portions) {
      const changes = await movePortion(lane, works, portion, await opening, outcome)
      written.push(silenced(changes.flush(lane.ask)))
    }
    await commit(lane, await begun, outcome, written)
    return outcome
  } catch (error) {
    if (!lane.isLost()) await lane.rollback().catch(() => undefined)
    throw error
  }
}

function portionsOf(advances: readonly Advance[]): (readonly Advance[])[] {
  const portions: (readonly Advance[])[] = []
  for (let at = 0; at < advances.length; at += PORTION) portions.push(advances.slice(at, at + PORTION))
  return portions
}

/** A promise that is waited for later: until then its failure is nobody's. */
function silenced<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  return promise
}

async function movePortion(
  lane: Lane,
  works: Works,
  portion: readonly Advance[],
  opened: Opened,
  outcome: Outcome,
): Promise<Changes> {
  const changes = new Changes()
  for (const advance of portion) {
    if (advance.instanceId !== null && opened.held.has(advance.instanceId)) outcome.held.push(advance)
    else outcome.tell.push(await move(lane, works, advance, opened, changes))
  }
  return changes
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

/** The commit is sent behind what is still being written: if that fails, the database makes a rollback of it. */
async function commit(lane: Lane, mark: Mark, outcome: Outcome, written: readonly Promise<void>[]) {
  try {
    await Promise.all([...written, lane.commit()])
  } catch (error) {
    throw error instanceof LostConnection ? new Undecided(mark, outcome, error) : error
  }
}
