import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeWorld, until, type World } from '../../db/testing/world.ts'
import { type Binding, type Group, makeEngine, pure } from '../index.ts'
import { startCutProxy } from '../testing/cutProxy.ts'
import { draw, flow } from '../testing/draw.ts'
import { loggedWork } from '../testing/prove.ts'

let world: World
let group: Group
const who = { actor: { kind: 'system', name: 'test' }, now: new Date('2026-11-24T12:00:00Z') } as const

const claim =
  (table: string): Binding =>
  async ({ businessKey }, ctx) => {
    await sql`insert into ${sql.table(table)} (word) values (${businessKey})`.execute(ctx.tx)
    return undefined
  }
const services: Record<string, Binding> = {
  claimNow: claim('claimed_now'),
  claimAtCommit: claim('claimed_at_commit'),
  half: async (execution, ctx) => {
    await claim('claimed_now')(execution, ctx)
    throw new Error('half way')
  },
  savepoints: pure(({ variables }) => ({ doubled: Number(variables.n) * 2 })),
}
const work = { ...loggedWork([]), services }
const engine = makeEngine({ claimNow: work, claimAtCommit: work, half: work, savepoints: work, loop: work })

const serviceProcess = (key: string) =>
  draw(
    `<startEvent id="s"/><userTask id="t"/><serviceTask id="w" okno:binding="${key}"/><endEvent id="e"/>
    ${flow('s', 't')}${flow('t', 'w')}${flow('w', 'e')}`,
    key,
  )
const loop = draw(
  `<startEvent id="s"/><userTask id="t"/><exclusiveGateway id="g" default="g_t"/><endEvent id="e"/>
  ${flow('s', 't')}${flow('t', 'g')}${flow('g', 't')}${flow('g', 'e', 'done')}`,
  'loop',
)

beforeAll(async () => {
  world = await makeWorld()
  await sql`create table claimed_now (word text primary key)`.execute(world.db)
  await sql`create table claimed_at_commit (word text unique deferrable initially deferred)`.execute(world.db)
  for (const xml of [...Object.keys(services).map(serviceProcess), loop])
    await world.asSystem((ctx) => engine.deploy({ xml }, ctx))
})
afterAll(() => world.close())
beforeEach(() => {
  group = engine.startGroup(world.db, { onError: () => undefined })
})
afterEach(() => group.stop())

const begin = async (process: string, businessKey: string, variables = {}) =>
  (await group.startInstance({ process, businessKey, variables }, who)).instanceId
const complete = (instanceId: string, variables: Record<string, unknown> = {}) =>
  group.completeTask({ instanceId, elementId: 't', variables }, who)
const look = (instanceId: string) => world.asSystem((ctx) => engine.inspect({ instanceId }, ctx))
const beginTwo = (process: string, businessKey: string) =>
  Promise.all([begin(process, businessKey), begin(process, businessKey)])
const taskOf = async (instanceId: string) => (await look(instanceId)).active[0]?.taskNo ?? 0

describe('two instances in one round whose work cannot both be done', () => {
  it('differ at once: the second has an incident, the first goes on', async () => {
    const [first, second] = await beginTwo('claimNow', 'same')
    await Promise.all([complete(first), complete(second)])
    expect((await look(first)).state).toBe('completed')
    expect(await look(second)).toMatchObject({ state: 'active', incidents: [{ elementId: 'w', code: '23505' }] })
  })

  it('differ only at the commit: both are run again alone, and the second is told', async () => {
    const [first, second] = await beginTwo('claimAtCommit', 'same')
    const other = await begin('claimAtCommit', 'other')
    const answers = await Promise.allSettled([complete(first), complete(second), complete(other)])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(answers[1]).toMatchObject({ reason: { code: '23505' } })
    expect((await look(second)).active).toMatchObject([{ elementId: 't', state: 'waiting' }])
    const { rows } = await sql`select word from claimed_at_commit order by word`.execute(world.db)
    expect(rows).toEqual([{ word: 'other' }, { word: 'same' }])
  })
})

describe('an advance that fails', () => {
  it('leaves nothing of what its work wrote, while the others of the round keep theirs', async () => {
    const [broken, sound] = await Promise.all([begin('half', 'torn'), begin('claimNow', 'whole')])
    await Promise.all([complete(broken), complete(sound)])
    expect((await look(broken)).incidents).toMatchObject([{ elementId: 'w', message: 'half way' }])
    const { rows } = await sql`select word from claimed_now where word in ('torn', 'whole')`.execute(world.db)
    expect(rows).toEqual([{ word: 'whole' }])
  })

  it('is answered alone when its variables cannot be kept', async () => {
    const [bad, circular, good] = await Promise.all(['a', 'b', 'c'].map((key) => begin('savepoints', key, { n: 1 })))
    const round: Record<string, unknown> = {}
    round.self = round
    const answers = await Promise.allSettled([
      complete(bad ?? '', { text: 'a\u0000b' }),
      complete(circular ?? '', round),
      complete(good ?? '', { n: 21 }),
    ])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect((await look(bad ?? '')).active).toMatchObject([{ elementId: 't' }])
    expect(await complete(bad ?? '', { text: 'ab' })).toEqual({ isEnded: true })
  })
})

describe('advances of one instance', () => {
  it('are run in the order they came, each on what the one before it left', async () => {
    const id = await begin('loop', 'order')
    const answers = await Promise.all([complete(id), complete(id), complete(id, { done: true })])
    expect(answers).toEqual([{ isEnded: false }, { isEnded: false }, { isEnded: true }])
  })

  it('mean the task they name: a repeat does not complete the next task at the same step', async () => {
    const instanceId = await begin('loop', 'repeat')
    const taskNo = await taskOf(instanceId)
    const completeIt = () => group.completeTask({ instanceId, taskNo, variables: {} }, who)
    const answers = await Promise.allSettled([completeIt(), completeIt()])
    expect(answers).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'taskAlreadyCompleted' } }])
    await expect(completeIt()).rejects.toMatchObject({ code: 'taskAlreadyCompleted' })
    expect(await taskOf(instanceId)).not.toBe(taskNo)
  })

  it('wait for a transaction that holds it, without holding up the others', async () => {
    const [held, free] = await Promise.all([begin('loop', 'held'), begin('loop', 'free')])
    let isAnswered = false
    const { late } = await world.asSystem(async (ctx) => {
      await sql`select 1 from engine_instance where id = ${held} for update`.execute(ctx.tx)
      const waiting = complete(held, { done: true }).then((answer) => {
        isAnswered = true
        return answer
      })
      await complete(free)
      await complete(free, { done: true })
      expect(isAnswered).toBe(false)
      return { late: waiting }
    })
    expect(await late).toEqual({ isEnded: true })
  })
})

describe('a commit whose answer is lost', () => {
  it('is asked after and answered, not done twice', async () => {
    const proxy = await startCutProxy(world.url)
    const far = engine.startGroup(Object.assign(Object.create(world.db), { url: proxy.url }), {
      onError: () => undefined,
    })
    const start = (businessKey: string) => far.startInstance({ process: 'loop', businessKey, variables: {} }, who)
    await start('before the cut')
    proxy.cutAtNextCommit()
    const { instanceId } = await start('at the cut')
    await until('the line was cut', proxy.isCut)
    expect((await look(instanceId)).state).toBe('active')
    const { rows } = await sql`select 1 from engine_instance where business_key = 'at the cut'`.execute(world.db)
    expect(rows).toHaveLength(1)
    await far.stop()
    await proxy.close()
  })
})

describe('what a round tells', () => {
  it('is a fact of each step, in the commit that made it', async () => {
    const id = await begin('loop', 'told')
    await complete(id, { done: true })
    const told = (await world.facts()).filter(({ payload }) => payload.instanceId === id)
    expect(told.map(({ name, payload }) => [name, payload.how ?? payload.outcome ?? payload.elementId])).toEqual([
      ['processStepOpened', 't'],
      ['processStepClosed', 'completed'],
      ['processEnded', 'completed'],
    ])
    const cancelled = await begin('loop', 'told')
    await group.cancelInstance({ instanceId: cancelled, reason: 'отозвано' }, who)
    const last = (await world.facts()).filter(({ payload }) => payload.instanceId === cancelled).slice(-2)
    expect(last.map(({ name, payload }) => [name, payload.how ?? payload.outcome])).toEqual([
      ['processStepClosed', 'cancelled'],
      ['processEnded', 'cancelled'],
    ])
  })
})
