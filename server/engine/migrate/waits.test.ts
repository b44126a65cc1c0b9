import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { makeEngine, type Variables } from '../index.ts'
import { draw, flow, timer } from '../testing/draw.ts'
import { type Log, loggedWork } from '../testing/prove.ts'
import { makeMigrating } from './testing/migrating.ts'

let world: World
const log: Log = []
const asked: string[] = []
const outside = {
  far: async ({ key }: { key: string }) => {
    asked.push(key)
    return { far: true }
  },
}
const works = { p: { ...loggedWork(log), outside }, child: loggedWork(log) }
const engine = makeEngine(works)
const NOON = new Date('2026-11-24T12:00:00Z')

beforeAll(async () => {
  world = await makeWorld()
  await world.asSystem((ctx) =>
    engine.deploy(
      {
        xml: draw(
          `<startEvent id="s"/><userTask id="in"/><endEvent id="e"/>${flow('s', 'in')}${flow('in', 'e')}`,
          'child',
        ),
      },
      ctx,
    ),
  )
})
afterAll(() => world.close())
beforeEach(() => {
  log.length = 0
  asked.length = 0
})
const at = makeMigrating(() => world, engine, works)

const defs = (xml: string) =>
  xml.replace(
    '<process',
    '<message id="mPaid" name="paid"/><message id="mAsk" name="ask"/><signal id="sAlarm" name="alarm"/><process',
  )
const message = (ref = 'mPaid') => `<messageEventDefinition messageRef="${ref}"/>`
const signal = '<signalEventDefinition signalRef="sAlarm"/>'
const hour = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>'
const caught = (id: string, what: string) => `<intermediateCatchEvent id="${id}">${what}</intermediateCatchEvent>`
const many = (more: string) => `<multiInstanceLoopCharacteristics ${more} okno:collection="= [1,2,3]" okno:item="n"/>`

/** s → `wait` → e, in the new drawing under another name and with a step more behind it. */
const before = (wait: (id: string) => string, rest = '') =>
  defs(draw(`<startEvent id="s"/>${wait('x')}<endEvent id="e"/>${flow('s', 'x')}${flow('x', 'e')}${rest}`))
const after = (wait: (id: string) => string, rest = '') =>
  defs(
    draw(
      `<startEvent id="s"/>${wait('y')}<userTask id="extra"/><endEvent id="e"/>${flow('s', 'y')}${flow('y', 'extra')}${flow('extra', 'e')}${rest}`,
    ),
  )
const XY = { x: 'y' }

type Goes = (instanceId: string) => Promise<unknown>
const complete =
  (elementId: string, variables: Variables = {}): Goes =>
  (id) =>
    at.complete(id, elementId, variables)
const hear =
  (name: string): Goes =>
  () =>
    world.asSystem((ctx) => engine.correlateMessage({ name, key: 'test', variables: {} }, ctx), NOON)
const passes =
  (hours: number): Goes =>
  () =>
    world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date(NOON.getTime() + hours * 3_600_000))
const alarm: Goes = () => world.asSystem((ctx) => engine.broadcastSignal({ name: 'alarm', variables: {} }, ctx), NOON)
const all =
  (...moves: Goes[]): Goes =>
  async (id) => {
    for (const move of moves) await move(id)
  }
const nothing: Goes = async () => undefined
const set =
  (name: string, value: unknown): Goes =>
  (instanceId) =>
    world.asSystem((ctx) =>
      engine.operations.changeVariable({ instanceId, scopeNo: 1, name, value, reason: 'проба' }, ctx),
    )
/** Behind everything a test did, whatever the clock of the machine says. */
const afterwards = () => new Date(Math.max(Date.now(), NOON.getTime()) + 1_000)
const deliver: Goes = () => world.asSystem((ctx) => engine.deliverPosts(ctx, 20), afterwards())
const callOut: Goes = () => engine.makeDueCalls(world.db, afterwards())
const finishChild: Goes = async (instanceId) => {
  const { called } = await at.open(instanceId)
  await at.complete(called[0]?.id ?? '', 'in', {})
  await deliver(instanceId)
}

const gateway = (g: string, m: string, t: string, next: string) =>
  `<eventBasedGateway id="${g}"/>${caught(m, message())}${caught(t, hour)}${flow(g, m)}${flow(g, t)}${flow(m, next)}${flow(t, 'late')}<endEvent id="late"/>`
const eventGateway = {
  old: defs(draw(`<startEvent id="s"/>${gateway('g', 'm', 't', 'e')}<endEvent id="e"/>${flow('s', 'g')}`)),
  next: defs(
    draw(
      `<startEvent id="s"/>${gateway('h', 'n', 't', 'extra')}<userTask id="extra"/><endEvent id="e"/>${flow('s', 'h')}${flow('extra', 'e')}`,
    ),
  ),
}
const bordered = (event: (id: string) => string, id: string, border: string) =>
  `<userTask id="${id}"/><boundaryEvent id="${border}" attachedToRef="${id}">${event(border)}</boundaryEvent>`
const sub = (id: string, inner: string) =>
  `<subProcess id="${id}"><startEvent id="${id}s"/><userTask id="${inner}"/><endEvent id="${id}e"/>${flow(`${id}s`, inner)}${flow(inner, `${id}e`)}</subProcess>`
const eventSub = (id: string, start: string, task: string, isInterrupting: boolean) =>
  `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${start}" isInterrupting="${isInterrupting}">${message('mAsk')}</startEvent>
  <userTask id="${task}"/><endEvent id="${id}e"/>${flow(start, task)}${flow(task, `${id}e`)}</subProcess>`
const user = (id: string) => `<userTask id="${id}"/>`

type Case = [
  name: string,
  drawings: { old: string; next: string },
  map: Record<string, string | null>,
  prepare: Goes,
  nodes: string[],
  goOn: Goes,
]
const renamed = (wait: (id: string) => string, oldRest = '', newRest = oldRest) => ({
  old: before(wait, oldRest),
  next: after(wait, newRest),
})
const joined = (join: string, last: string) =>
  `<parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><parallelGateway id="${join}"/>${flow('s', 'f')}${flow('f', 'a')}${flow('f', 'b')}${flow('a', join)}${flow('b', join)}${flow(join, last)}`
const someJoined = (join: string, last: string) =>
  `<inclusiveGateway id="f" default="f_a"/><userTask id="a"/><userTask id="b"/><inclusiveGateway id="${join}"/>${flow('s', 'f')}${flow('f', 'a')}${flow('f', 'b', '= true')}
  <sequenceFlow id="f_c" sourceRef="f" targetRef="c"><conditionExpression>= true</conditionExpression></sequenceFlow><userTask id="c"/>${flow('c', join)}${flow('a', join)}${flow('b', join)}${flow(join, last)}`
const around = (body: string, isNew: boolean) =>
  defs(
    draw(`<startEvent id="s"/>${body}${isNew ? `<userTask id="extra"/>${flow('extra', 'e')}` : ''}<endEvent id="e"/>`),
  )

const cases: Case[] = [
  ['a task of a person', renamed(user), XY, nothing, ['y'], complete('y')],
  ['a receive task', renamed((id) => `<receiveTask id="${id}" messageRef="mPaid"/>`), XY, nothing, ['y'], hear('paid')],
  ['a message event', renamed((id) => caught(id, message())), XY, nothing, ['y'], hear('paid')],
  ['a timer event', renamed((id) => caught(id, hour)), XY, nothing, ['y'], passes(1)],
  ['a signal event', renamed((id) => caught(id, signal)), XY, nothing, ['y'], alarm],
  [
    'a condition',
    renamed((id) =>
      caught(id, '<conditionalEventDefinition><condition>= sum &gt; 9</condition></conditionalEventDefinition>'),
    ),
    XY,
    nothing,
    ['y'],
    set('sum', 10),
  ],
  ['an event gateway', eventGateway, { g: 'h', m: 'n' }, nothing, ['h'], hear('paid')],
  [
    'a timer on the border',
    renamed((id) => bordered(() => hour, id, `${id}b`), flow('xb', 'e'), flow('yb', 'extra')),
    { ...XY, xb: 'yb' },
    nothing,
    ['y'],
    passes(1),
  ],
  [
    'a message on the border',
    renamed((id) => bordered(() => message(), id, `${id}b`), flow('xb', 'e'), flow('yb', 'extra')),
    { ...XY, xb: 'yb' },
    nothing,
    ['y'],
    hear('paid'),
  ],
  [
    'a called process',
    renamed((id) => `<callActivity id="${id}" calledElement="child"/>`),
    XY,
    deliver,
    ['y'],
    finishChild,
  ],
  [
    'a sub-process',
    { old: before((id) => sub(id, 'in1')), next: after((id) => sub(id, 'in2')) },
    { ...XY, in1: 'in2' },
    nothing,
    ['in2'],
    complete('in2'),
  ],
  [
    'an event sub-process that listens',
    renamed(user, eventSub('esp', 'ask1', 'answer', true), eventSub('esp2', 'ask2', 'extra2', true)),
    { ...XY, esp: 'esp2', ask1: 'ask2', answer: 'extra2' },
    nothing,
    ['y'],
    all(hear('ask'), complete('extra2')),
  ],
  [
    'an event sub-process at work beside its level',
    renamed(user, eventSub('esp', 'ask1', 'answer', false), eventSub('esp2', 'ask2', 'reply', false)),
    { ...XY, esp: 'esp2', ask1: 'ask2', answer: 'reply' },
    hear('ask'),
    ['reply', 'y'],
    all(complete('reply'), hear('ask'), complete('reply'), complete('y')),
  ],
  [
    'parallel rounds, one of three done',
    renamed((id) => `<userTask id="${id}">${many('isSequential="false"')}</userTask>`),
    XY,
    complete('x'),
    ['y'],
    all(complete('y'), complete('y')),
  ],
  [
    'sequential rounds, one of three done',
    renamed((id) => `<userTask id="${id}">${many('isSequential="true"')}</userTask>`),
    XY,
    complete('x'),
    ['y'],
    all(complete('y'), complete('y')),
  ],
  [
    'rounds of a sub-process',
    {
      old: before((id) => sub(id, 'in1').replace('<startEvent', `${many('isSequential="false"')}<startEvent`)),
      next: after((id) => sub(id, 'in2').replace('<startEvent', `${many('isSequential="false"')}<startEvent`)),
    },
    { ...XY, in1: 'in2' },
    complete('in1'),
    ['in2'],
    all(complete('in2'), complete('in2')),
  ],
  [
    'a loop',
    renamed((id) => `<userTask id="${id}"><standardLoopCharacteristics loopMaximum="3"/></userTask>`),
    XY,
    complete('x'),
    ['y'],
    all(complete('y'), complete('y')),
  ],
  [
    'a join that waits',
    { old: around(joined('j', 'e'), false), next: around(joined('k', 'extra'), true) },
    { j: 'k' },
    complete('a'),
    ['b', 'k'],
    complete('b'),
  ],
  [
    'an inclusive join that waits',
    { old: around(someJoined('j', 'e'), false), next: around(someJoined('k', 'extra'), true) },
    { j: 'k' },
    complete('b'),
    ['c', 'k'],
    complete('c'),
  ],
  [
    'a call to the outside',
    renamed((id) => `<serviceTask id="${id}" okno:binding="far"/>`),
    XY,
    nothing,
    ['y'],
    callOut,
  ],
]

describe('goes to another version with all it waits for', () => {
  it.each(cases)('%s', async (_, { old, next }, map, prepare, nodes, goOn) => {
    const { instanceId, from, to } = await at.begun(old, next, NOON)
    await prepare(instanceId)
    expect(await at.preview({ from, to, map })).toMatchObject({ moved: [instanceId], refused: [] })
    const still = await at.open(instanceId)
    expect(still.version).toBe(from)
    expect(await at.migrate({ from, to, map })).toEqual({ moved: [instanceId], refused: [], next: null })
    expect(await at.open(instanceId)).toMatchObject({ version: to, nodes })
    await at.isSound(instanceId)
    await goOn(instanceId)
    const { nodes: last } = await at.open(instanceId)
    if (last.length > 0) {
      expect(last).toEqual(['extra'])
      await at.isSound(instanceId)
      await at.complete(instanceId, 'extra', {})
    }
    expect((await at.open(instanceId)).state).toBe('completed')
    await at.isSound(instanceId)
  })
})

describe('what listens', () => {
  const border = (id: string, rule: string, isInterrupting = true) => timer(id, 'x', rule, isInterrupting)
  const drawing = (borders: string) =>
    defs(
      draw(
        `<startEvent id="s"/><userTask id="x"/>${borders}<endEvent id="e"/>${flow('s', 'x')}${flow('x', 'e')}${borders ? flow('b', 'e') : ''}`,
      ),
    )
  const hours = (n: number) => `<timeDuration>PT${n}H</timeDuration>`
  const later = (n: number) => new Date(NOON.getTime() + n * 3_600_000)
  const timersOf = async (instanceId: string) =>
    (await at.open(instanceId)).timers.map(({ elementId, dueAt }) => ({ elementId, dueAt }))

  it('keeps its time, though the instance goes half an hour later', async () => {
    const { instanceId, from, to } = await at.begun(
      drawing(border('b', hours(1))),
      drawing(border('b', hours(1)).replace('<timer', ' <timer')),
      NOON,
    )
    await at.migrate({ from, to }, later(0.5))
    expect(await timersOf(instanceId)).toEqual([{ elementId: 'b', dueAt: later(1) }])
  })
  it('is reckoned anew from when the wait began where the rule is another one', async () => {
    const { instanceId, from, to } = await at.begun(
      drawing(border('b', hours(1))),
      drawing(border('b', hours(3))),
      NOON,
    )
    await at.migrate({ from, to }, later(0.5))
    expect(await timersOf(instanceId)).toEqual([{ elementId: 'b', dueAt: later(3) }])
  })
  it('begins where the new drawing has a border that the old one had not', async () => {
    const { instanceId, from, to } = await at.begun(drawing(''), drawing(border('b', hours(1))), NOON)
    await at.migrate({ from, to }, later(0.5))
    expect(await timersOf(instanceId)).toEqual([{ elementId: 'b', dueAt: later(1.5) }])
  })
  it('does not begin again once it has fired', async () => {
    const two = (n: number) => drawing(border('b', hours(n), false))
    const { instanceId, from, to } = await at.begun(two(1), two(2), NOON)
    await passes(1)(instanceId)
    await at.migrate({ from, to }, later(1))
    expect(await timersOf(instanceId)).toEqual([])
    await at.isSound(instanceId)
  })
  it('is missed where it is gone, unless it is given up', async () => {
    const { instanceId, from, to } = await at.begun(drawing(border('b', hours(1))), drawing(''), NOON)
    const problem = { code: 'triggerGone', elementId: 'b', toElementId: null }
    expect((await at.preview({ from, to })).refused).toMatchObject([{ instanceId, problems: [problem] }])
    expect((await at.migrate({ from, to })).refused).toMatchObject([{ instanceId, problems: [problem] }])
    expect((await at.migrate({ from, to, map: { b: null } })).moved).toEqual([instanceId])
    expect(await timersOf(instanceId)).toEqual([])
    await at.isSound(instanceId)
  })
})
