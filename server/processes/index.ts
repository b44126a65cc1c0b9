import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inTransaction } from '../db/context.ts'
import type { Db } from '../db/database.ts'
import { startFactReader } from '../db/factReader.ts'
import { connectCaseProcess, followTie } from '../domain/case/index.ts'
import { connectInstanceEngine } from '../domain/instance/index.ts'
import { connectProcessEngine } from '../domain/process/index.ts'
import { connectStepProcess } from '../domain/task/index.ts'
import { makeEngine } from '../engine/index.ts'
import { appealBindings } from './appeal/about.ts'
import { appealWork } from './appeal/bindings.ts'
import { deployRelease } from './design/deployRelease.ts'
import { processEngineOver } from './design/processEngine.ts'
import { instanceEngineOver } from './operate/instanceEngine.ts'
import { TiedFact } from './tiedFact.ts'

const works = { appeal: appealWork }
/** The engine with every process there is. */
export const engine = makeEngine(works)
const DRAWINGS = [{ key: 'appeal', path: 'appeal/appeal.bpmn' }]

connectCaseProcess({
  start: ({ caseId, businessKey }, ctx) =>
    engine.startInstance({ process: 'appeal', businessKey, variables: { caseId } }, ctx),
  cancel: engine.cancelInstance,
  retry: engine.retryIncidents,
  inspect: engine.inspect,
})
connectStepProcess({ complete: engine.completeTask })
connectProcessEngine(processEngineOver(works, appealBindings))
connectInstanceEngine(instanceEngineOver(engine))

/** Deploys the drawings of this release; what is already there stays the version it is. */
export async function deployProcesses(db: Db): Promise<void> {
  for (const { key, path } of DRAWINGS) {
    const xml = await readFile(join(import.meta.dirname, path), 'utf8')
    await inTransaction(db, { kind: 'system', name: 'release' }, (ctx) => deployRelease(engine, { key, xml }, ctx))
  }
}

type Options = { onError: (error: unknown) => void; now?: () => Date }

/** Deploys, then fires timers and follows contacts that find their consumer, until stopped. */
export async function startProcesses(db: Db, { onError, now }: Options): Promise<{ stop(): Promise<void> }> {
  await deployProcesses(db)
  const group = engine.startGroup(db, { onError })
  const posts = engine.startPosts(db, { onError, ...(now ? { now } : {}) })
  const outside = engine.startOutside(db, { onError, ...(now ? { now } : {}) })
  const timers = engine.startTimers(db, group, { onError, ...(now ? { now } : {}) })
  const ties = startFactReader(db, {
    name: 'caseFollowsTie',
    only: ['interactionTied'],
    onError,
    async handle(fact, ctx) {
      if (fact.name !== 'interactionTied') return
      const { interaction } = TiedFact.parse(fact.payload)
      if (interaction.consumerId)
        await followTie({ interactionId: interaction.id, consumerId: interaction.consumerId }, ctx)
    },
  })
  return {
    async stop() {
      await Promise.all([timers.stop(), posts.stop(), outside.stop(), ties.stop()])
      await group.stop()
    },
  }
}
