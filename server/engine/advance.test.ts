import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../db/testing/world.ts'
import { makeEngine } from './index.ts'
import { draw, flow } from './testing/draw.ts'
import { type Log, loggedWork, start, trace } from './testing/prove.ts'

let world: World
const log: Log = []
const fails = new Set<string>()
const engine = makeEngine({ p: loggedWork(log, fails) })

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  log.length = 0
  fails.clear()
})

const loop =
  draw(`<startEvent id="s"/><userTask id="write"/><userTask id="judge"/><exclusiveGateway id="g" default="g_write"/>
  <serviceTask id="send" okno:binding="work" okno:input="= {to: name, twice: n * 2}"/><endEvent id="e"/>
  ${flow('s', 'write')}${flow('write', 'judge')}${flow('judge', 'g')}${flow('g', 'send', '= ok')}${flow('g', 'write')}${flow('send', 'e')}`)

describe('an instance', () => {
  it('runs to its first wait state, takes the default way back, and ends', async () => {
    await world.asSystem(async (ctx) => {
      const instanceId = await start(engine, loop, { name: 'Иванов', n: 21 }, ctx)
      expect(log).toEqual(['entered write'])
      const go = (elementId: string, variables = {}) => engine.completeTask({ instanceId, elementId, variables }, ctx)
      await go('write')
      await go('judge', { ok: false })
      await go('write')
      expect(await go('judge', { ok: true })).toEqual({ isEnded: true })
      expect(log).toEqual([
        'entered write',
        'completed write',
        'entered judge',
        'completed judge',
        'entered write',
        'completed write',
        'entered judge',
        'completed judge',
        'work {"to":"Иванов","twice":42}',
      ])
      const at = await engine.inspect({ instanceId }, ctx)
      expect(at).toMatchObject({ process: 'p', state: 'completed', active: [] })
      expect(at.visited).toEqual(['s', 'write', 'judge', 'g', 'send', 'e'])
      expect(at.flows).toContain('g_write')
    })
  })

  it('keeps the version it began with', async () => {
    const changed = loop.replace('name="Проба"', 'name="Иначе"').replace('id="judge"', 'id="judge" name="Судья"')
    await world.asSystem(async (ctx) => {
      const old = await start(engine, loop, {}, ctx)
      const before = await engine.inspect({ instanceId: old }, ctx)
      const { version, isNew } = await engine.deploy({ xml: changed }, ctx)
      expect([version, isNew]).toEqual([before.version + 1, true])
      expect((await engine.deploy({ xml: changed }, ctx)).isNew).toBe(false)
      expect((await engine.inspect({ instanceId: old }, ctx)).version).toBe(before.version)
      await engine.deploy({ xml: loop }, ctx)
    })
  })

  it('refuses what is stale: a task done twice, a cancelled or unknown instance', async () => {
    await world.asSystem(async (ctx) => {
      const instanceId = await start(engine, loop, {}, ctx)
      const token = (await engine.inspect({ instanceId }, ctx)).active[0]?.tokenNo ?? 0
      await engine.completeTask({ instanceId, elementId: 'write', variables: {} }, ctx)
      await expect(engine.completeTask({ instanceId, elementId: 'write', variables: {} }, ctx)).rejects.toMatchObject({
        code: 'taskAlreadyCompleted',
      })
      await engine.cancelInstance({ instanceId, reason: 'отозвано' }, ctx)
      expect(log.at(-1)).toBe('cancelled judge')
      await expect(engine.completeTask({ instanceId, tokenNo: token, variables: {} }, ctx)).rejects.toMatchObject({
        code: 'instanceEnded',
      })
      await expect(engine.cancelInstance({ instanceId, reason: 'ещё раз' }, ctx)).rejects.toMatchObject({
        code: 'instanceEnded',
      })
      const nobody = '00000000-0000-7000-8000-000000000000'
      await expect(
        engine.completeTask({ instanceId: nobody, elementId: 'write', variables: {} }, ctx),
      ).rejects.toMatchObject({ code: 'instanceUnknown' })
    })
  })

  it('keeps a failed service as an incident, whose writes are undone, until it is retried', async () => {
    fails.add('work')
    const instanceId = await world.asSystem(async (ctx) => {
      const id = await start(engine, loop, { name: 'x', n: 1 }, ctx)
      await engine.completeTask({ instanceId: id, elementId: 'write', variables: {} }, ctx)
      await engine.completeTask({ instanceId: id, elementId: 'judge', variables: { ok: true } }, ctx)
      return id
    })
    await world.asSystem(async (ctx) => {
      const at = await engine.inspect({ instanceId }, ctx)
      expect(at.active).toMatchObject([{ elementId: 'send', state: 'failed' }])
      expect(at.incidents).toMatchObject([{ elementId: 'send', message: 'work is down', attempts: 1 }])
      expect(await engine.retryIncidents({ instanceId }, ctx)).toEqual({ stillOpen: 1 })
      expect((await engine.inspect({ instanceId }, ctx)).incidents[0]?.attempts).toBe(2)
      fails.clear()
      expect(await engine.retryIncidents({ instanceId }, ctx)).toEqual({ stillOpen: 0 })
      expect((await engine.inspect({ instanceId }, ctx)).state).toBe('completed')
      await expect(engine.retryIncidents({ instanceId }, ctx)).rejects.toMatchObject({ code: 'instanceEnded' })
    })
  })

  it('undoes what a failing service wrote, and keeps what the step before it wrote', async () => {
    const half = makeEngine({
      half: {
        ...loggedWork(log),
        services: {
          work: async (_execution, ctx) => {
            await sql`insert into setting (name, valid_from, value, source) values ('half', now(), '1', 'test')`.execute(
              ctx.tx,
            )
            await sql`select 1 / 0`.execute(ctx.tx)
            return undefined
          },
        },
      },
    })
    const xml = draw(
      `<startEvent id="s"/><serviceTask id="w" okno:binding="work"/><endEvent id="e"/>${flow('s', 'w')}${flow('w', 'e')}`,
      'half',
    )
    const instanceId = await world.asSystem((ctx) => start(half, xml, {}, ctx))
    const { rows } = await sql`select 1 from setting where name = 'half'`.execute(world.db)
    expect(rows).toEqual([])
    const at = await world.asSystem((ctx) => half.inspect({ instanceId }, ctx))
    expect(at.incidents).toMatchObject([{ elementId: 'w', code: '22012' }])
  })

  it('makes an incident of a gateway without a way out and of a loop without a wait', async () => {
    const stuck = draw(
      `<startEvent id="s"/><exclusiveGateway id="g"/><endEvent id="e"/><endEvent id="e2"/>${flow('s', 'g')}${flow('g', 'e', 'a = 1')}${flow('g', 'e2', 'a = 2')}`,
    )
    const endless =
      draw(`<startEvent id="s"/><exclusiveGateway id="g" default="g_h"/><exclusiveGateway id="h"/><endEvent id="e"/>
      ${flow('s', 'g')}${flow('g', 'h')}${flow('g', 'e', 'never')}${flow('h', 'g')}`)
    await world.asSystem(async (ctx) => {
      const first = await engine.inspect({ instanceId: await start(engine, stuck, { a: 3 }, ctx) }, ctx)
      expect(first.incidents).toMatchObject([{ elementId: 'g', code: 'noWayOut' }])
      const second = await engine.inspect({ instanceId: await start(engine, endless, {}, ctx) }, ctx)
      expect(second.incidents).toMatchObject([{ code: 'endlessLoop' }])
      await engine.deploy({ xml: loop }, ctx)
    })
  })

  it('leaves no trace of an advance whose transaction is rolled back (a server killed in mid-step)', async () => {
    const instanceId = await world.asSystem((ctx) => start(engine, loop, {}, ctx))
    const before = await world.asSystem((ctx) => trace(engine, instanceId, ctx))
    const killed = world.asSystem(async (ctx) => {
      await engine.completeTask({ instanceId, elementId: 'write', variables: { seen: 1 } }, ctx)
      throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    await world.asSystem(async (ctx) => {
      expect(await trace(engine, instanceId, ctx)).toEqual(before)
      await engine.completeTask({ instanceId, elementId: 'write', variables: {} }, ctx)
      expect((await engine.inspect({ instanceId }, ctx)).active).toMatchObject([{ elementId: 'judge' }])
    })
  })

  it('lets exactly one of several simultaneous completions of a task succeed', async () => {
    const instanceId = await world.asSystem((ctx) => start(engine, loop, {}, ctx))
    const complete = () =>
      world.asSystem((ctx) => engine.completeTask({ instanceId, elementId: 'write', variables: {} }, ctx))
    const results = await Promise.allSettled([complete(), complete(), complete(), complete()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'taskAlreadyCompleted' })
    const at = await world.asSystem((ctx) => engine.inspect({ instanceId }, ctx))
    expect(at.active).toMatchObject([{ elementId: 'judge' }])
  })
})
