import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inTransaction } from '../db/context.ts'
import type { Db } from '../db/database.ts'
import { startFactReader } from '../db/factReader.ts'
import { connectCaseProcess, followTie } from '../domain/case/index.ts'
import { connectConnectionProcess } from '../domain/connection/index.ts'
import { connectProcessEngine } from '../domain/process/index.ts'
import { connectStepProcess } from '../domain/task/index.ts'
import { makeEngine } from '../engine/index.ts'
import { appealBindings } from './appeal/about.ts'
import { appealWork } from './appeal/bindings.ts'
import { connectionBindings } from './connection/about.ts'
import { connectionWork } from './connection/bindings.ts'
import { connectionForms } from './connection/forms.ts'
import { tellConnection } from './connection/tell.ts'
import { deployDecisionOfRelease, deployRelease } from './design/deployRelease.ts'
import { processEngineOver } from './design/processEngine.ts'
import { TiedFact } from './tiedFact.ts'

const works = { appeal: appealWork, connection: connectionWork }
/** The engine with every process there is. */
export const engine = makeEngine(works)
const DRAWINGS = [
  { key: 'appeal', path: 'appeal/appeal.bpmn' },
  { key: 'connection', path: 'connection/connection.bpmn' },
]
const DECISIONS = [{ key: 'connectionClass', path: 'connection/connectionClass.dmn' }]

connectCaseProcess({
  start: ({ process, caseId, businessKey }, ctx) =>
    engine.startInstance({ process, businessKey, variables: { caseId } }, ctx),
  cancel: engine.cancelInstance,
  retry: engine.retryIncidents,
  inspect: engine.inspect,
})
connectStepProcess({ complete: engine.completeTask })
connectConnectionProcess({ tell: (input, ctx) => tellConnection(engine, input, ctx) })
const bindings = [...appealBindings, ...connectionBindings]
connectProcessEngine(processEngineOver(works, { bindings, forms: Object.keys(connectionForms) }))

/** Deploys the decisions and drawings of this release; what is already there stays the version it is. */
export async function deployProcesses(db: Db): Promise<void> {
  const release = { kind: 'system' as const, name: 'release' }
  for (const { key, path } of DECISIONS) {
    const xml = await read(path)
    await inTransaction(db, release, (ctx) => deployDecisionOfRelease(engine, { key, xml }, ctx))
  }
  for (const { key, path } of DRAWINGS) {
    const xml = await read(path)
    await inTransaction(db, release, (ctx) => deployRelease(engine, { key, xml }, ctx))
  }
}

const read = (path: string) => readFile(join(import.meta.dirname, path), 'utf8')

type Options = { onError: (error: unknown) => void; now?: () => Date }

/** Deploys, then fires timers and follows contacts that find their consumer, until stopped. */
export async function startProcesses(db: Db, { onError, now }: Options): Promise<{ stop(): Promise<void> }> {
  await deployProcesses(db)
  const group = engine.startGroup(db, { onError })
  const posts = engine.startPosts(db, { onError, ...(now ? { now } : {}) })
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
      await Promise.all([timers.stop(), posts.stop(), ties.stop()])
      await group.stop()
    },
  }
}
