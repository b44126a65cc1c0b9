import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { type Group, GroupStopped, makeEngine } from '../index.ts'
import { draw, flow } from '../testing/draw.ts'
import { loggedWork } from '../testing/prove.ts'

let world: World
let group: Group
const fails = new Set<string>()
const engine = makeEngine({ p: loggedWork([], fails) })
const who = { actor: { kind: 'system', name: 'test' }, now: new Date('2026-11-24T12:00:00Z') } as const
const MANY = 200

beforeAll(async () => {
  world = await makeWorld()
  const xml = draw(`<startEvent id="s"/><userTask id="t"/><serviceTask id="w" okno:binding="work"/><endEvent id="e"/>
    ${flow('s', 't')}${flow('t', 'w')}${flow('w', 'e')}`)
  await world.asSystem((ctx) => engine.deploy({ xml }, ctx))
})
afterAll(() => world.close())
beforeEach(() => {
  fails.clear()
  group = engine.startGroup(world.db, { onError: () => undefined })
})
afterEach(() => group.stop())

const begin = () => group.startInstance({ process: 'p', businessKey: 'K', variables: {} }, who)
const complete = (instanceId: string) => group.completeTask({ instanceId, elementId: 't', variables: {} }, who)
const look = (instanceId: string) => world.asSystem((ctx) => engine.inspect({ instanceId }, ctx))
const beginMany = async () =>
  (await Promise.all(Array.from({ length: MANY }, begin))).map(({ instanceId }) => instanceId)

describe('a group of advances', () => {
  it('takes many callers at once; each is answered, and each step stands in the database', async () => {
    const ids = await beginMany()
    expect(new Set(ids).size).toBe(MANY)
    const ended = await Promise.all(ids.map(complete))
    expect(ended.every(({ isEnded }) => isEnded)).toBe(true)
    const { rows } = await sql<{ state: string; n: number }>`
      select state, count(*)::int as n from engine_instance where id = any(${ids}::uuid[]) group by state`.execute(
      world.db,
    )
    expect(rows).toEqual([{ state: 'completed', n: MANY }])
    const left = await sql`select 1 from engine_token where instance_id = any(${ids}::uuid[])`.execute(world.db)
    expect(left.rows).toEqual([])
  })

  it('refuses a second completion of one task, in the same round and in a later one, and spoils nobody beside it', async () => {
    const [twice = '', once = ''] = await beginMany()
    const answers = await Promise.allSettled([complete(twice), complete(twice), complete(once), complete(twice)])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected'])
    await expect(complete(twice)).rejects.toMatchObject({ code: 'instanceEnded' })
    const history = (await look(twice)).history.filter(({ event }) => event === 'completed')
    expect(history).toHaveLength(1)
  })

  it('answers an unknown instance alone', async () => {
    const { instanceId } = await begin()
    const [unknown, known] = await Promise.allSettled([
      complete('00000000-0000-4000-8000-000000000000'),
      complete(instanceId),
    ])
    expect(unknown).toMatchObject({ status: 'rejected', reason: { code: 'instanceUnknown' } })
    expect(known.status).toBe('fulfilled')
  })

  it('makes an incident of work that fails, and takes it on when it is tried again', async () => {
    fails.add('work')
    const { instanceId } = await begin()
    await complete(instanceId)
    expect((await look(instanceId)).incidents).toMatchObject([{ elementId: 'w' }])
    fails.clear()
    await group.retryIncidents({ instanceId }, who)
    expect((await look(instanceId)).state).toBe('completed')
  })

  it('loses and doubles nothing when its connection is cut in the middle of the work', async () => {
    const ids = await beginMany()
    const cut = sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'okno-engine' and datname = current_database()`
    const answers = Promise.allSettled(ids.map(complete))
    await cut.execute(world.db)
    const done = (await answers).map(({ status }) => status === 'fulfilled')
    for (const [at, instanceId] of ids.entries()) {
      const { state, history } = await look(instanceId)
      if (done[at]) expect(state).toBe('completed')
      expect(history.filter(({ event }) => event === 'completed').length).toBe(state === 'completed' ? 1 : 0)
    }
    // whoever was told of a failure tries again, and is the first or is told that it is done
    const again = await Promise.allSettled(ids.filter((_, at) => !done[at]).map(complete))
    expect(again.every((a) => a.status === 'fulfilled' || a.reason.code === 'instanceEnded')).toBe(true)
  })

  it('finishes what stands in line when it is stopped, and takes no more', async () => {
    const begun = Promise.all(Array.from({ length: 20 }, begin))
    await group.stop()
    expect(await begun).toHaveLength(20)
    await expect(begin()).rejects.toBeInstanceOf(GroupStopped)
  })
})
