import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UnitCode } from '#shared/contract/topic'
import { inTransaction } from '../db/context.ts'
import type { Db } from '../db/database.ts'
import { startFactReader } from '../db/factReader.ts'
import { connectFollowers, type Follower, startRecount } from '../domain/calendar/index.ts'
import { caseFollower, connectCaseProcess, followTie } from '../domain/case/index.ts'
import { connectConnectionProcess } from '../domain/connection/index.ts'
import { connectInstanceEngine } from '../domain/instance/index.ts'
import { connectProcessEngine } from '../domain/process/index.ts'
import { connectReadingProcess } from '../domain/reading/index.ts'
import { connectRunProcess, endRun } from '../domain/run/index.ts'
import { connectStepProcess, taskFollower } from '../domain/task/index.ts'
import { connectTopicRoute } from '../domain/topic/index.ts'
import { ANY_PROCESS, makeEngine } from '../engine/index.ts'
import { appealBindings } from './appeal/about.ts'
import { appealWork } from './appeal/bindings.ts'
import { connectionBindings } from './connection/about.ts'
import { connectionWork } from './connection/bindings.ts'
import { connectionForms } from './connection/forms.ts'
import { tellConnection } from './connection/tell.ts'
import { deployDecisionOfRelease, deployRelease } from './design/deployRelease.ts'
import { processEngineOver } from './design/processEngine.ts'
import { EndedFact } from './drawn/endedFact.ts'
import { drawnWork } from './drawn/work.ts'
import { stepForms } from './forms/stepForms.ts'
import { instanceEngineOver } from './operate/instanceEngine.ts'
import { readingBindings } from './reading/about.ts'
import { readingWork } from './reading/bindings.ts'
import { AddedFact, takeReadingFromMail } from './reading/fromMail.ts'
import { readingProcessOver } from './reading/readingProcess.ts'
import { TiedFact } from './tiedFact.ts'

const own = { appeal: appealWork, connection: connectionWork, reading: readingWork }
const services = { ...connectionWork.services, ...readingWork.services, ...appealWork.services }
const works = { ...own, [ANY_PROCESS]: drawnWork(services) }
/** The engine with every process there is. */
export const engine = makeEngine(works)
const DECISIONS = [
  { key: 'appealRoute', path: 'appeal/appealRoute.dmn' },
  { key: 'connectionClass', path: 'connection/connectionClass.dmn' },
  { key: 'readingVerdict', path: 'reading/readingVerdict.dmn' },
]
const DRAWINGS = [
  { key: 'appeal', path: 'appeal/appeal.bpmn' },
  { key: 'connection', path: 'connection/connection.bpmn' },
  { key: 'reading', path: 'reading/reading.bpmn' },
]

connectCaseProcess({
  start: ({ process, caseId, businessKey, answerDueAt }, ctx) =>
    engine.startInstance({ process, businessKey, variables: { caseId, answerDueAt: answerDueAt.toISOString() } }, ctx),
  moveTerm: ({ tokenNo = 0, ...term }, ctx) => engine.moveTimers({ ...term, tokenNo }, ctx),
  cancel: engine.cancelInstance,
  retry: engine.retryIncidents,
  inspect: engine.inspect,
})
connectTopicRoute(async (inputs, ctx) => {
  const answers = await engine.askDecisionOfEach({ key: 'appealRoute', version: null, inputs }, ctx)
  return answers.map(({ value }) => UnitCode.parse(value))
})
/** Timers and steps that wait, for a calendar that changes. */
const timerFollower: Follower = {
  kind: 'timer',
  grain: 'instant',
  page: ({ region, after, limit }, ctx) => engine.pageReckoned({ calendar: region, after, limit }, ctx),
  async move(moved, ctx) {
    await engine.moveReckoned(moved, ctx)
    return { timer: moved.length }
  },
}
connectFollowers([caseFollower, taskFollower, timerFollower])
connectStepProcess({ complete: engine.completeTask, moveDue: engine.moveSteps, ...stepForms(engine) })
connectRunProcess({
  // a process with work of its own begins where its noun begins: an appeal by its registration
  startable: async (ctx) => (await engine.startable(ctx)).filter(({ key }) => !Object.hasOwn(works, key)),
  start: ({ key, ...input }, ctx) => engine.startInstance({ process: key, ...input }, ctx),
  cancel: engine.cancelInstance,
  retry: engine.retryIncidents,
  failures: engine.failures,
})
connectConnectionProcess({ tell: (input, ctx) => tellConnection(engine, input, ctx) })
connectReadingProcess(readingProcessOver(engine))
connectInstanceEngine(instanceEngineOver(engine))
const bindings = [...appealBindings, ...connectionBindings, ...readingBindings]
connectProcessEngine(processEngineOver(works, { bindings, forms: Object.keys(connectionForms) }))

/** Deploys the decisions and drawings of this release; what is already there stays the version it is. */
export async function deployProcesses(db: Db): Promise<void> {
  const release = { kind: 'system', name: 'release' } as const
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

/** Deploys, then fires timers, follows contacts that find their consumer and takes readings out of mails, until stopped. */
export async function startProcesses(db: Db, { onError, now }: Options): Promise<{ stop(): Promise<void> }> {
  await deployProcesses(db)
  const group = engine.startGroup(db, { onError })
  const posts = engine.startPosts(db, { onError, ...(now ? { now } : {}) })
  const outside = engine.startOutside(db, { onError, ...(now ? { now } : {}) })
  const timers = engine.startTimers(db, group, { onError, ...(now ? { now } : {}) })
  const recount = startRecount(db, { onError, ...(now ? { now } : {}) })
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
  const mails = startFactReader(db, {
    name: 'readingsFromMail',
    only: ['messageAdded'],
    onError,
    async handle(fact, ctx) {
      if (fact.name === 'messageAdded') await takeReadingFromMail(AddedFact.parse(fact.payload), ctx)
    },
  })
  const ends = startFactReader(db, {
    name: 'runFollowsProcess',
    only: ['processEnded'],
    onError,
    async handle(fact, ctx) {
      if (fact.name === 'processEnded') await endRun(EndedFact.parse(fact.payload), ctx)
    },
  })
  return {
    async stop() {
      const parts = [timers, posts, outside, recount, ties, mails, ends]
      await Promise.all(parts.map((part) => part.stop()))
      await group.stop()
    },
  }
}
