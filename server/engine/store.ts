import { Missing } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import { askIn } from './ask.ts'
import type { Bindings } from './compile/compiler.ts'
import type { Definition } from './definition.ts'
import { definitionOf } from './definitions.ts'
import { flush } from './flush.ts'
import { lockInstances, noParts, type Parts, readParts } from './parts.ts'
import type { Instance, Run } from './run.ts'
import { ANY_PROCESS, type Works } from './work.ts'

export const bindingsOf =
  (works: Works) =>
  (key: string): Bindings => {
    const { services = {}, outside = {} } = knownWork(works, key) ?? {}
    const named = (names: object, where: 'inside' | 'outside') =>
      Object.keys(names).map((name) => [name, where] as const)
    return new Map([...named(services, 'inside'), ...named(outside, 'outside')])
  }

/** Its own, or what is done for every process that has none. */
const knownWork = (works: Works, key: string) => (Object.hasOwn(works, key) ? works[key] : works[ANY_PROCESS])

export function workOf(works: Works, key: string) {
  const work = knownWork(works, key)
  if (!work) throw new Error(`no work is known for process ${key}`)
  return work
}

/** What is done with an instance once it is locked and read; what it changes is written afterwards. */
export type Step<Answer> = (run: Run) => Promise<Answer>

/** One step of one instance in the caller's transaction, which holds the lock on it until its end. */
export async function advanceOne<Answer>(works: Works, instanceId: string, ctx: Context, step: Step<Answer>) {
  const run = await openRun(works, instanceId, ctx)
  const answer = await step(run)
  await flush(run, askIn(ctx))
  return answer
}

/** Locks an instance until the end of the transaction and reads all there is of it. */
export async function openRun(works: Works, instanceId: string, ctx: Context): Promise<Run> {
  const ask = askIn(ctx)
  const [instance] = await lockInstances([instanceId], ask)
  if (!instance) throw new Missing('instanceUnknown')
  const partsOf = await readParts([instanceId], ask)
  return makeRun(works, instance, partsOf(instanceId), ctx)
}

/** A stored instance in memory, by the definition it began with. */
export async function makeRun(works: Works, instance: Instance, parts: Parts, ctx: Context): Promise<Run> {
  const definition = await definitionOf(instance.definitionId, bindingsOf(works), ctx)
  return runOn(works, instance, definition, parts, ctx)
}

/** An instance that is about to begin. */
export const emptyRun = (works: Works, instance: Instance, definition: Definition, ctx: Context): Run => ({
  ...runOn(works, instance, definition, noParts(), ctx),
  isNew: true,
})

const runOn = (works: Works, instance: Instance, definition: Definition, parts: Parts, ctx: Context): Run => ({
  ctx,
  definition,
  work: workOf(works, definition.key),
  instance,
  ...parts,
  history: [],
  posts: [],
  isNew: false,
  completedTasks: new Set(),
})
