import { expect } from 'vitest'
import type { World } from '../../../db/testing/world.ts'
import type { Engine, Variables, Works } from '../../index.ts'
import { violations } from '../../simulation/invariants.ts'
import { openRun } from '../../store.ts'
import { start } from '../../testing/prove.ts'
import type { NodeMap } from '../plan.ts'

type Wanted = { from: number; to: number; map?: NodeMap; instanceIds?: string[]; after?: string; most?: number }

/** The moves of a test that takes instances from one version to another. */
export function makeMigrating(world: () => World, engine: Engine, works: Works) {
  const deploy = async (xml: string) => (await world().asSystem((ctx) => engine.deploy({ xml }, ctx))).version
  const input = ({ map = {}, most = 100, ...rest }: Wanted) => ({ process: 'p', map, most, ...rest })
  const begin = (xml: string, now = new Date(), variables: Variables = {}) =>
    world().asSystem((ctx) => start(engine, xml, { sum: 1, ...variables }, ctx), now)
  return {
    deploy,
    begin,
    /** An instance of the first drawing, which a second one has followed. */
    async begun(old: string, next: string, now = new Date(), variables: Variables = {}) {
      // the same drawing as before would be no version of its own
      const mark = `<!-- ${crypto.randomUUID()} -->`
      const from = await deploy(old + mark)
      const instanceId = await begin(old + mark, now, variables)
      return { instanceId, from, to: await deploy(next + mark) }
    },
    complete: (instanceId: string, elementId: string, variables: Variables) =>
      world().asSystem((ctx) => engine.completeTask({ instanceId, elementId, variables }, ctx)),
    open: (instanceId: string) => world().asSystem((ctx) => engine.operations.openInstance({ instanceId }, ctx)),
    preview: (wanted: Wanted) => world().asSystem((ctx) => engine.operations.previewMigration(input(wanted), ctx)),
    migrate: (wanted: Wanted, now = new Date()) =>
      world().asSystem(
        (ctx) => engine.operations.migrateInstances({ ...input(wanted), reason: 'новая редакция' }, ctx),
        now,
      ),
    async isSound(instanceId: string) {
      expect(violations(await world().asSystem((ctx) => openRun(works, instanceId, ctx)))).toEqual([])
    },
  }
}
