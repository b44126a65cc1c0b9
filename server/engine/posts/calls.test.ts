import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { makeEngine, type Variables } from '../index.ts'
import { draw, flow } from '../testing/draw.ts'
import { type Log, loggedWork } from '../testing/prove.ts'

let world: World
const log: Log = []
const work = loggedWork(log)
const engine = makeEngine({ outer: work, inner: work, ring1: work, ring2: work, self: work, lonely: work })
const NOON = new Date('2026-11-24T12:00:00Z')

const outer = draw(
  `<startEvent id="s"/><callActivity id="c" calledElement="inner" okno:input="= {n: x}" okno:output="= {y: n + 1}"/>
  <boundaryEvent id="stop" attachedToRef="c"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
  <serviceTask id="w" okno:binding="work" okno:input="= {y: y}"/><endEvent id="e"/><endEvent id="late"/>
  ${flow('s', 'c')}${flow('c', 'w')}${flow('w', 'e')}${flow('stop', 'late')}`,
  'outer',
)
const inner = draw(
  `<startEvent id="s"/><userTask id="t"/><endEvent id="e"/>${flow('s', 't')}${flow('t', 'e')}`,
  'inner',
)
const calling = (key: string, called: string) =>
  draw(
    `<startEvent id="s"/><callActivity id="c" name="Звонок" calledElement="${called}"/><endEvent id="e"/>${flow('s', 'c')}${flow('c', 'e')}`,
    key,
  )

beforeAll(async () => {
  world = await makeWorld()
  for (const xml of [outer, inner]) await deploy(xml)
})
afterAll(() => world.close())

const deploy = (xml: string) => world.asSystem((ctx) => engine.deploy({ xml }, ctx))
const begin = (process: string, variables: Variables = {}) =>
  world.asSystem((ctx) => engine.startInstance({ process, businessKey: 'B-1', variables }, ctx), NOON)
const look = (instanceId: string) => world.asSystem((ctx) => engine.inspect({ instanceId }, ctx))
const deliver = () => world.asSystem((ctx) => engine.deliverPosts(ctx, 20), NOON)
async function calledBy(instanceId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from engine_instance where parent_id = ${instanceId}`.execute(
    world.db,
  )
  expect(rows).toHaveLength(1)
  return rows[0]?.id ?? ''
}
const complete = (instanceId: string, variables: Variables) =>
  world.asSystem((ctx) => engine.completeTask({ instanceId, elementId: 't', variables }, ctx), NOON)

describe('a called process', () => {
  it('is begun with what it is given; its end takes the caller on with what it gave', async () => {
    const { instanceId } = await begin('outer', { x: 1 })
    await deliver()
    const child = await calledBy(instanceId)
    expect((await look(child)).active).toMatchObject([{ elementId: 't' }])
    expect((await look(instanceId)).active).toMatchObject([{ elementId: 'c', state: 'waiting' }])
    await complete(child, { n: 41 })
    await deliver()
    expect((await look(instanceId)).state).toBe('completed')
    expect(log.at(-1)).toBe('work {"y":42}')
  })

  it('is ended with its caller', async () => {
    const { instanceId } = await begin('outer', { x: 1 })
    await deliver()
    const child = await calledBy(instanceId)
    await world.asSystem((ctx) => engine.cancelInstance({ instanceId, reason: 'отозвано' }, ctx), NOON)
    await deliver()
    expect((await look(child)).state).toBe('cancelled')
    expect(log.at(-1)).toBe('cancelled t')
  })

  it('cancelled by itself is an error at its caller, who would wait for ever', async () => {
    const { instanceId } = await begin('outer', { x: 1 })
    await deliver()
    const child = await calledBy(instanceId)
    await world.asSystem((ctx) => engine.cancelInstance({ instanceId: child, reason: 'ошибка' }, ctx), NOON)
    await deliver()
    expect((await look(instanceId)).incidents).toMatchObject([{ elementId: 'c', code: 'errorUncaught' }])
  })

  it('whose end comes after its caller went on without it changes nothing', async () => {
    const { instanceId } = await begin('outer', { x: 1 })
    await deliver()
    const child = await calledBy(instanceId)
    await complete(child, {})
    await world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date(NOON.getTime() + 3_600_000))
    expect((await look(instanceId)).visited).toContain('late')
    expect(await deliver()).toMatchObject({ failed: 0 })
    expect((await look(instanceId)).visited).not.toContain('w')
  })

  it('that does not exist is an incident of the caller, which can be tried again', async () => {
    await deploy(calling('lonely', 'later'))
    const { instanceId } = await begin('lonely')
    await deliver()
    expect((await look(instanceId)).incidents).toMatchObject([{ elementId: 'c', code: 'processUnknown' }])
    await world.asSystem((ctx) => engine.retryIncidents({ instanceId }, ctx), NOON)
    expect((await look(instanceId)).active).toMatchObject([{ elementId: 'c', state: 'waiting' }])
  })

  it.each([
    ['itself', [], calling('self', 'self'), 'self → self'],
    ['one that calls it', [calling('ring1', 'ring2')], calling('ring2', 'ring1'), 'ring2 → ring1 → ring2'],
  ])('may not call %s', async (_, before, xml, detail) => {
    for (const one of before) await deploy(one)
    await expect(deploy(xml)).rejects.toMatchObject({
      code: 'processRefused',
      problems: [
        { code: 'callCycle', elementId: 'c', elementName: 'Звонок', detail, place: { line: expect.any(Number) } },
      ],
    })
  })
})
