import { Missing, Refusal } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { type Ask, askIn } from '../ask.ts'
import { definitionOf } from '../definitions.ts'
import { flush } from '../flush.ts'
import { isOfTransaction, undoable } from '../guarded.ts'
import { readInstance, readParts } from '../parts.ts'
import type { Run } from '../run.ts'
import { bindingsOf, makeRun, openRun } from '../store.ts'
import type { Works } from '../work.ts'
import { migrateRun, rehearse } from './migrateOne.ts'
import { makePlan, type NodeMap, type Plan, unknownNodes } from './plan.ts'
import { type MigrationProblem, NotMigrated } from './problems.ts'

/** `instanceIds` undefined: all that run by the old version, a portion at a time, those after `after`. */
export type MigrationInput = {
  process: string
  from: number
  to: number
  map: NodeMap
  instanceIds?: readonly string[] | undefined
  after?: string | undefined
  most: number
}
export type Portion = {
  moved: string[]
  refused: { instanceId: string; businessKey: string; problems: MigrationProblem[] }[]
  next: string | null
}
type Candidate = { id: string; businessKey: string }
type Move = (candidate: Candidate, plan: Plan, definitionId: string) => Promise<void>

const VERSION = 'select id from engine_definition where key = $1 and version = $2'
const RUNNING = `select id, business_key as "businessKey" from engine_instance
  where definition_id = $1 and state = 'active' and ($2::uuid[] is null or id = any($2)) and ($3::uuid is null or id > $3)
  order by id limit $4`
const REBIND = 'update engine_instance set definition_id = $2 where id = $1'

/** What would become of a portion. Nothing is locked or changed. Throws as `migrateInstances` does. */
export const previewMigration = (works: Works, input: MigrationInput, ctx: Context): Promise<Portion> =>
  eachOf(works, input, ctx, async ({ id }, plan) => {
    const instance = await readInstance(id, askIn(ctx))
    if (!instance) throw notRunning()
    const parts = (await readParts([id], askIn(ctx)))(id)
    await rehearse(await makeRun(works, instance, parts, ctx), plan)
  })

/**
 * Takes a portion of instances to another version; one that cannot go stays as it is, the others go. Throws Missing('noSuchVersion');
 * refusals: sameVersion, elementUnknown (of the map).
 */
export const migrateInstances = (
  works: Works,
  input: MigrationInput & { reason: string },
  ctx: Context,
): Promise<Portion> =>
  eachOf(works, input, ctx, ({ id }, plan, definitionId) =>
    undoable(ctx, async () => {
      const run = await openRun(works, id, ctx)
      // between the look and the lock it may have ended, or gone already
      if (run.instance.state !== 'active' || !isOf(run, plan)) throw notRunning()
      await migrateRun(run, plan, { ...input, definitionId })
      await askIn(ctx)(REBIND, [id, definitionId])
      await flush(run, askIn(ctx))
    }),
  )

/** Compiled once and shared, a definition is known by what it is. */
const isOf = ({ definition }: Run, { old }: Plan): boolean => definition === old
const notRunning = () => new NotMigrated([{ code: 'notRunning', elementId: null, toElementId: null }])

async function eachOf(works: Works, input: MigrationInput, ctx: Context, move: Move): Promise<Portion> {
  const ask = askIn(ctx)
  const { process, map, instanceIds, after, most } = input
  if (input.from === input.to) throw new Refusal('sameVersion')
  const fromId = await versionId(process, input.from, ask)
  const toId = await versionId(process, input.to, ask)
  const old = await definitionOf(fromId, bindingsOf(works), ctx)
  const next = await definitionOf(toId, bindingsOf(works), ctx)
  const unknown = unknownNodes(old, next, map)
  if (unknown.length > 0) throw new Refusal('elementUnknown', { unknown })
  const plan = makePlan(old, next, map)
  const found = await ask<Candidate>(RUNNING, [fromId, instanceIds ?? null, after ?? null, most + 1])
  const candidates = found.slice(0, most)
  const portion: Portion = {
    moved: [],
    refused: [],
    next: found.length > most ? (candidates.at(-1)?.id ?? null) : null,
  }
  for (const candidate of candidates) await tryOne(candidate, portion, () => move(candidate, plan, toId))
  const known = new Set(found.map(({ id }) => id))
  for (const instanceId of instanceIds ?? [])
    if (!known.has(instanceId))
      portion.refused.push({ instanceId, businessKey: '', problems: [...notRunning().problems] })
  return portion
}

async function tryOne({ id, businessKey }: Candidate, portion: Portion, move: () => Promise<void>) {
  try {
    await move()
    portion.moved.push(id)
  } catch (error) {
    if (isOfTransaction(error)) throw error
    portion.refused.push({ instanceId: id, businessKey, problems: [...problemsOf(error)] })
  }
}

/** Whatever else goes wrong, as in the work behind a task, is a reason to leave this one where it is. */
function problemsOf(error: unknown): readonly MigrationProblem[] {
  if (error instanceof NotMigrated) return error.problems
  return [{ code: 'cannotGoOn', elementId: null, toElementId: null }]
}

async function versionId(process: string, version: number, ask: Ask): Promise<string> {
  const [row] = await ask<{ id: string }>(VERSION, [process, version])
  if (!row) throw new Missing('noSuchVersion', { version })
  return row.id
}
