import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeWorld, until, type World } from '../db/testing/world.ts'
import { makeEngine } from './index.ts'
import { draw, flow, timer } from './testing/draw.ts'
import { type Log, loggedWork, start, trace } from './testing/prove.ts'

let world: World
const log: Log = []
const fails = new Set<string>()
const works = { p: loggedWork(log, fails) }
const engine = makeEngine(works)
const NOON = new Date('2026-11-24T12:00:00Z')
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1000)

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  log.length = 0
  fails.clear()
  await sql`delete from engine_timer`.execute(world.db)
})

const waiting = (boundary: string) =>
  draw(`<startEvent id="s"/><userTask id="t"/><endEvent id="e"/><serviceTask id="w" okno:binding="work"/><endEvent id="late"/>
    ${boundary}${flow('s', 't')}${flow('t', 'e')}${flow('b', 'w')}${flow('w', 'late')}`)
const begin = (boundary: string, variables = {}) =>
  world.asSystem((ctx) => start(engine, waiting(boundary), variables, ctx), NOON)
const fire = (seconds: number) => world.asSystem((ctx) => engine.fireDueTimers(ctx), later(seconds))
const look = (instanceId: string) => world.asSystem((ctx) => engine.inspect({ instanceId }, ctx))

describe('a boundary timer', () => {
  it('interrupts its task when it is due, and not a second earlier', async () => {
    const id = await begin(timer('b', 't', '<timeDuration>PT1H</timeDuration>'))
    expect(await fire(3599)).toMatchObject({ fired: 0 })
    expect(await fire(3600)).toMatchObject({ fired: 1, failed: 0 })
    expect(log).toEqual(['entered t', 'interrupted t', 'work {}'])
    expect((await look(id)).state).toBe('completed')
    await expect(
      world.asSystem((ctx) => engine.completeTask({ instanceId: id, elementId: 't', variables: {} }, ctx)),
    ).rejects.toMatchObject({ code: 'instanceEnded' })
  })

  it('that is given another time fires then, and one of another step is left alone', async () => {
    const instanceId = await begin(timer('b', 't', '<timeDuration>PT1H</timeDuration>'))
    const { rows } = await sql<{ tokenNo: number }>`select token_no as "tokenNo" from engine_timer`.execute(world.db)
    const tokenNo = rows[0]?.tokenNo ?? 0
    const move = (no: number) =>
      world.asSystem((ctx) => engine.moveTimers({ instanceId, tokenNo: no, dueAt: later(7_200) }, ctx), NOON)
    expect(await move(tokenNo + 1)).toBe(0)
    expect(await move(tokenNo)).toBe(1)
    expect(await fire(7_199)).toMatchObject({ fired: 0 })
    expect(await fire(7_200)).toMatchObject({ fired: 1, failed: 0 })
    expect(await move(tokenNo)).toBe(0)
  })

  it('branches off without interrupting; the task goes on', async () => {
    const id = await begin(timer('b', 't', '<timeDate>= local</timeDate>', false), { due: later(60).toISOString() })
    await fire(61)
    expect(log).toEqual(['entered t', 'work {}'])
    expect((await look(id)).active).toMatchObject([{ elementId: 't', state: 'waiting' }])
    expect(await fire(10_000)).toMatchObject({ fired: 0 })
    await world.asSystem((ctx) => engine.completeTask({ instanceId: id, elementId: 't', variables: {} }, ctx))
    expect((await look(id)).state).toBe('completed')
  })

  it('repeats as often as its cycle says, without a burst after a pause', async () => {
    const id = await begin(timer('b', 't', '<timeCycle>R3/PT1M</timeCycle>', false))
    await fire(60)
    await fire(3_600)
    await fire(3_601)
    await fire(3_660)
    await fire(9_999)
    expect(log.filter((line) => line.startsWith('work'))).toHaveLength(3)
    expect((await look(id)).active).toMatchObject([{ elementId: 't' }])
  })

  it('computes its time by FEEL', async () => {
    await begin(
      timer('b', 't', '<timeDuration>= if urgent then duration("PT1M") else duration("P1D")</timeDuration>'),
      { urgent: true },
    )
    expect(await fire(59)).toMatchObject({ fired: 0 })
    expect(await fire(60)).toMatchObject({ fired: 1 })
  })

  it('dies with its task', async () => {
    const id = await begin(timer('b', 't', '<timeDuration>PT1H</timeDuration>', false))
    await world.asSystem((ctx) => engine.completeTask({ instanceId: id, elementId: 't', variables: {} }, ctx))
    expect(await fire(100_000)).toMatchObject({ fired: 0 })
  })

  it('whose time cannot be told makes an incident of the task instead of losing it', async () => {
    const id = await begin(timer('b', 't', '<timeDate>= nothing</timeDate>'))
    expect((await look(id)).incidents).toMatchObject([{ elementId: 't' }])
  })

  it('that fails is tried again ever more seldom, not at once', async () => {
    const id = await begin(timer('b', 't', '<timeDuration>PT1M</timeDuration>'))
    const broken = makeEngine({ p: { ...works.p, taskLeft: async () => Promise.reject(new Error('no list')) } })
    const fireBroken = (seconds: number) => world.asSystem((ctx) => broken.fireDueTimers(ctx), later(seconds))
    expect(await fireBroken(60)).toMatchObject({ fired: 0, failed: 1 })
    expect(await fireBroken(61)).toMatchObject({ fired: 0, failed: 0 })
    expect(await fireBroken(62)).toMatchObject({ failed: 1 })
    expect(await fireBroken(65)).toMatchObject({ failed: 0 })
    const { rows } = await sql<{
      attempts: number
      failure: string
    }>`select attempts, failure from engine_timer`.execute(world.db)
    expect(rows).toMatchObject([{ attempts: 2, failure: expect.stringContaining('no list') }])
    expect(await fire(66)).toMatchObject({ fired: 1 })
    expect((await look(id)).state).toBe('completed')
  })

  it('fires once although two servers look at the same moment', async () => {
    const ids = await Promise.all(
      Array.from({ length: 30 }, () => begin(timer('b', 't', '<timeDuration>PT1M</timeDuration>'))),
    )
    const rounds = await Promise.all([fire(60), fire(60), fire(60), fire(60)])
    await fire(60)
    expect(rounds.every(({ failed }) => failed === 0)).toBe(true)
    expect(log.filter((line) => line.startsWith('work'))).toHaveLength(30)
    const traces = await Promise.all(ids.map((id) => world.asSystem((ctx) => trace(engine, id, ctx))))
    for (const steps of traces) expect(steps.filter((step) => step === 'timerFired b')).toHaveLength(1)
  })

  it('races a completion without a deadlock: one of the two wins', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, () => begin(timer('b', 't', '<timeDuration>PT1M</timeDuration>'))),
    )
    const complete = (instanceId: string) =>
      world.asSystem((ctx) => engine.completeTask({ instanceId, elementId: 't', variables: {} }, ctx))
    const results = await Promise.allSettled([...ids.map(complete), fire(60), fire(60)])
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'instanceEnded' })
    await fire(60)
    for (const id of ids) expect((await look(id)).state).toBe('completed')
  })
})

describe('an intermediate timer', () => {
  const drawing = (rule: string) =>
    draw(`<startEvent id="s"/><intermediateCatchEvent id="c"><timerEventDefinition>${rule}</timerEventDefinition></intermediateCatchEvent>
      <serviceTask id="w" okno:binding="work"/><endEvent id="e"/>${flow('s', 'c')}${flow('c', 'w')}${flow('w', 'e')}`)

  it('holds its token until it is due', async () => {
    const xml = drawing('<timeDuration>PT1H</timeDuration>')
    const id = await world.asSystem((ctx) => start(engine, xml, {}, ctx), NOON)
    expect((await look(id)).active).toMatchObject([{ elementId: 'c', state: 'waiting', taskNo: null }])
    expect(await fire(3599)).toMatchObject({ fired: 0 })
    expect(await fire(3600)).toMatchObject({ fired: 1, failed: 0 })
    expect(log).toEqual(['work {}'])
    expect((await look(id)).state).toBe('completed')
  })

  it('whose time cannot be told makes an incident', async () => {
    const id = await world.asSystem((ctx) => start(engine, drawing('<timeDate>= nothing</timeDate>'), {}, ctx), NOON)
    expect((await look(id)).incidents).toMatchObject([{ elementId: 'c' }])
  })
})

describe('the timer loop', () => {
  it('sleeps, is woken by a nearer timer, and fires within a second of its time', async () => {
    const onError = (error: unknown) => void log.push(String(error))
    const group = engine.startGroup(world.db, { onError })
    const loop = engine.startTimers(world.db, group, { onError })
    try {
      const far = timer('b', 't', '<timeDuration>P1D</timeDuration>')
      const near = timer('b', 't', '<timeDuration>PT0.5S</timeDuration>')
      await world.asSystem((ctx) => start(engine, waiting(far), {}, ctx))
      const begun = Date.now()
      await world.asSystem((ctx) => start(engine, waiting(near), {}, ctx))
      await until('the near timer', () => log.includes('work {}'))
      expect(Date.now() - begun).toBeGreaterThanOrEqual(500)
      expect(Date.now() - begun).toBeLessThan(1500)
      expect(log.filter((line) => line.startsWith('work'))).toHaveLength(1)
    } finally {
      await loop.stop()
      await group.stop()
    }
  })

  it('fires within a second of its time beside 100,000 that are not due yet', async () => {
    await sql`
      insert into engine_timer (instance_id, no, token_no, element_id, due_at, try_at, attempts)
      select gen_random_uuid(), 1, 1, 'b', now() + n * interval '1 minute', now() + n * interval '1 minute', 0
      from generate_series(2, 100001) n`.execute(world.db)
    const onError = (error: unknown) => void log.push(String(error))
    const group = engine.startGroup(world.db, { onError })
    const loop = engine.startTimers(world.db, group, { onError })
    try {
      const near = timer('b', 't', '<timeDuration>PT0.5S</timeDuration>')
      const begun = Date.now()
      await Promise.all(
        Array.from({ length: 50 }, () => world.asSystem((ctx) => start(engine, waiting(near), {}, ctx))),
      )
      const started = Date.now()
      await until('the near timers', () => log.filter((line) => line.startsWith('work')).length === 50)
      expect(Date.now() - begun).toBeGreaterThanOrEqual(500)
      expect(Date.now() - started).toBeLessThan(1500)
    } finally {
      await loop.stop()
      await group.stop()
    }
  })

  it('postpones a timer whose work fails, and fires it when its next try is due', async () => {
    let clock = NOON
    let isBroken = true
    const fragile = makeEngine({
      p: { ...works.p, taskLeft: async () => (isBroken ? Promise.reject(new Error('no list')) : undefined) },
    })
    const id = await begin(timer('b', 't', '<timeDuration>PT1M</timeDuration>'))
    clock = later(60)
    const onError = () => undefined
    const group = fragile.startGroup(world.db, { onError })
    const loop = fragile.startTimers(world.db, group, { onError, now: () => clock })
    const row = async () =>
      (
        await sql<{ attempts: number; failure: string; tryAt: Date }>`
        select attempts, failure, try_at as "tryAt" from engine_timer`.execute(world.db)
      ).rows[0]
    try {
      await until('the first failure', async () => (await row())?.attempts === 1)
      expect(await row()).toMatchObject({ failure: expect.stringContaining('no list'), tryAt: later(62) })
      isBroken = false
      clock = later(62)
      await sql`select pg_notify('okno_timer', '')`.execute(world.db)
      await until('the second try', async () => (await look(id)).state === 'completed')
    } finally {
      await loop.stop()
      await group.stop()
    }
  })
})
