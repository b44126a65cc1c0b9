import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeWorld, until, type World } from '../../db/testing/world.ts'
import { makeEngine, type Variables } from '../index.ts'
import { draw, flow } from '../testing/draw.ts'
import { type Log, loggedWork } from '../testing/prove.ts'

let world: World
const log: Log = []
const work = loggedWork(log)
const engine = makeEngine({ buyer: work, seller: work, watcher: work })
const NOON = new Date('2026-11-24T12:00:00Z')
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000)

const definitions = '<message id="m1" name="paid"/><message id="m2" name="shipped"/><signal id="g1" name="alarm"/>'
const withNames = (xml: string) => xml.replace('<process', `${definitions}<process`)
const event = (tag: string, id: string, inner: string, attributes = '') =>
  `<${tag} id="${id}" ${attributes}>${inner}</${tag}>`
const message = (ref: string) => `<messageEventDefinition messageRef="${ref}"/>`
const alarm = '<signalEventDefinition signalRef="g1"/>'

/** Pays, and waits for the goods. */
const buyer = withNames(
  draw(
    `<startEvent id="s"/>${event('intermediateThrowEvent', 'pay', message('m1'), 'okno:input="= {kopecks: 100, contract: contract}" okno:correlationKey="= contract"')}
    ${event('intermediateCatchEvent', 'goods', message('m2'), 'okno:correlationKey="= contract"')}
    <serviceTask id="w" okno:binding="work" okno:input="= {item: item}"/><endEvent id="e"/>
    ${flow('s', 'pay')}${flow('pay', 'goods')}${flow('goods', 'w')}${flow('w', 'e')}`,
    'buyer',
  ),
)
/** Begins with a payment, and ships. */
const seller = withNames(
  draw(
    `${event('startEvent', 'paid', message('m1'))}<userTask id="pack"/>
    ${event('endEvent', 'ship', message('m2'), 'okno:input="= {item: item}" okno:correlationKey="= contract"')}
    ${flow('paid', 'pack')}${flow('pack', 'ship')}`,
    'seller',
  ),
)
const watcher = withNames(
  draw(
    `<startEvent id="s"/>${event('startEvent', 'sg', alarm)}${event('intermediateCatchEvent', 'c', alarm)}<userTask id="act"/><endEvent id="e"/>
    ${flow('s', 'c')}${flow('c', 'act')}${flow('sg', 'act')}${flow('act', 'e')}`,
    'watcher',
  ),
)

beforeAll(async () => {
  world = await makeWorld()
  for (const xml of [buyer, seller, watcher]) await world.asSystem((ctx) => engine.deploy({ xml }, ctx))
})
afterAll(() => world.close())
beforeEach(async () => {
  log.length = 0
  await sql`delete from engine_post`.execute(world.db)
})

const begin = (process: string, variables: Variables, businessKey = 'K') =>
  world.asSystem((ctx) => engine.startInstance({ process, businessKey, variables }, ctx), NOON)
const look = (instanceId: string) => world.asSystem((ctx) => engine.inspect({ instanceId }, ctx))
const deliver = (seconds = 0, most = 10) => world.asSystem((ctx) => engine.deliverPosts(ctx, most), later(seconds))
const send = (name: string, key: string, variables: Variables = {}) =>
  world.asSystem((ctx) => engine.correlateMessage({ name, key, variables }, ctx), NOON)
const instancesOf = async (process: string) =>
  (
    await sql<{ id: string; businessKey: string }>`
      select i.id, i.business_key as "businessKey" from engine_instance i join engine_definition d on d.id = i.definition_id
      where d.key = ${process} and i.state = 'active' order by i.id`.execute(world.db)
  ).rows

describe('messages', () => {
  it('begin a process, and find by name and key who waits for them', async () => {
    const { instanceId } = await begin('buyer', { contract: 'C-1' })
    expect((await look(instanceId)).active).toMatchObject([{ elementId: 'goods' }])
    expect(await deliver()).toMatchObject({ delivered: 1, failed: 0 })
    const [sale] = await instancesOf('seller')
    expect(sale).toMatchObject({ businessKey: 'C-1' })
    await world.asSystem(
      (ctx) =>
        engine.completeTask({ instanceId: sale?.id ?? '', elementId: 'pack', variables: { item: 'meter' } }, ctx),
      NOON,
    )
    await deliver(3_600)
    expect((await look(instanceId)).state).toBe('completed')
    expect(log.at(-1)).toBe('work {"item":"meter"}')
  })

  it('that nobody expects are refused', async () => {
    await expect(send('shipped', 'nobody')).rejects.toMatchObject({ code: 'messageUnexpected' })
    await begin('buyer', { contract: 'C-2' })
    await expect(send('shipped', 'C-3')).rejects.toMatchObject({ code: 'messageUnexpected' })
  })

  it('are taken by exactly one of several at the same time', async () => {
    await begin('buyer', { contract: 'C-4' })
    const results = await Promise.allSettled(Array.from({ length: 4 }, () => send('shipped', 'C-4', { item: 'x' })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(log.filter((line) => line.startsWith('work'))).toHaveLength(1)
  })

  it('sent by an instance before the other waits are kept and tried again, and given up after a day', async () => {
    const sale = await send('paid', 'C-5', { contract: 'C-5' })
    await world.asSystem(
      (ctx) => engine.completeTask({ instanceId: sale.instanceId, elementId: 'pack', variables: { item: 'y' } }, ctx),
      NOON,
    )
    expect(await deliver()).toMatchObject({ delivered: 0, failed: 1 })
    expect(await deliver(1)).toMatchObject({ delivered: 0, failed: 0 })
    const { instanceId } = await begin('buyer', { contract: 'C-5' })
    expect(await deliver(2)).toMatchObject({ failed: 0 })
    expect((await look(instanceId)).state).toBe('completed')
  })

  it('that nobody came to wait for are given up after a day', async () => {
    const sale = await send('paid', 'C-7', { contract: 'C-7' })
    await world.asSystem(
      (ctx) => engine.completeTask({ instanceId: sale.instanceId, elementId: 'pack', variables: { item: 'y' } }, ctx),
      NOON,
    )
    const left = async () => (await sql`select 1 from engine_post`.execute(world.db)).rows.length
    expect(await deliver(86_400)).toMatchObject({ failed: 1 })
    expect(await left()).toBe(1)
    expect(await deliver(2 * 86_400)).toMatchObject({ failed: 1 })
    expect(await left()).toBe(0)
  })

  it('are delivered by the loop as they come', async () => {
    const { instanceId } = await begin('buyer', { contract: 'C-6' })
    const loop = engine.startPosts(world.db, { onError: (error) => void log.push(String(error)), now: () => NOON })
    try {
      const sale = await until('the sale', async () =>
        (await instancesOf('seller')).find(({ businessKey }) => businessKey === 'C-6'),
      )
      await world.asSystem(
        (ctx) => engine.completeTask({ instanceId: sale.id, elementId: 'pack', variables: { item: 'z' } }, ctx),
        NOON,
      )
      await until('the goods', async () => (await look(instanceId)).state === 'completed')
    } finally {
      await loop.stop()
    }
    expect(log.at(-1)).toBe('work {"item":"z"}')
  })
})

describe('a signal', () => {
  it('is heard by all who wait, and begins what it begins', async () => {
    const waiting = [await begin('watcher', {}), await begin('watcher', {})]
    const answer = await world.asSystem((ctx) =>
      engine.broadcastSignal({ name: 'alarm', variables: { level: 3 } }, ctx),
    )
    expect(answer).toEqual({ heard: 2, started: 1 })
    for (const { instanceId } of waiting) expect((await look(instanceId)).active).toMatchObject([{ elementId: 'act' }])
    expect(await instancesOf('watcher')).toHaveLength(3)
  })
})
