import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { makeEngine } from '../index.ts'
import { draw, flow } from '../testing/draw.ts'
import { type Log, loggedWork } from '../testing/prove.ts'
import { makeMigrating } from './testing/migrating.ts'

let world: World
const log: Log = []
const fails = new Set<string>()
const outside = { far: async () => undefined, near: async () => undefined }
const works = { p: { ...loggedWork(log, fails), outside } }
const engine = makeEngine(works)
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
const at = makeMigrating(() => world, engine, works)

const through = (inside: string, id = 'x') =>
  draw(`<startEvent id="s"/>${inside}<endEvent id="e"/>${flow('s', id)}${flow(id, 'e')}`)
const user = through('<userTask id="x"/>')
const within = through(
  `<subProcess id="in"><startEvent id="is"/><userTask id="x"/><endEvent id="ie"/>${flow('is', 'x')}${flow('x', 'ie')}</subProcess>`,
  'in',
)
const looped = (more: string) =>
  through(`<userTask id="x"><multiInstanceLoopCharacteristics ${more} okno:collection="= [1,2]"/></userTask>`)
const service = (binding: string) => through(`<serviceTask id="x" okno:binding="${binding}"/>`)
const calling = (process: string) => through(`<callActivity id="x" calledElement="${process}"/>`)
const joined = (first: string, ways: string) =>
  draw(`<startEvent id="s"/><parallelGateway id="f"/><userTask id="a"/><userTask id="b"/><userTask id="c"/><parallelGateway id="j"/>
  <userTask id="behind"/><endEvent id="e"/><endEvent id="e2"/>${flow('s', 'f')}${flow('f', 'a')}${flow('f', 'b')}${flow('f', 'c')}${flow('a', first)}${ways}${flow('j', 'behind')}${flow('behind', 'e')}`)
const three = joined('j', `${flow('b', 'j')}${flow('c', 'j')}`)
const undoable = (handler: string, task: string) =>
  draw(`<startEvent id="s"/><serviceTask id="${task}" okno:binding="work"/><boundaryEvent id="undo${task}" attachedToRef="${task}"><compensateEventDefinition/></boundaryEvent>
  <serviceTask id="${handler}" isForCompensation="true" okno:binding="other"/><association id="a${task}" sourceRef="undo${task}" targetRef="${handler}"/>
  <userTask id="x"/><intermediateThrowEvent id="back"><compensateEventDefinition/></intermediateThrowEvent><endEvent id="e"/>
  ${flow('s', task)}${flow(task, 'x')}${flow('x', 'back')}${flow('back', 'e')}`)

describe('an instance stays where it is, and the dry run says so beforehand,', () => {
  it.each([
    ['where its node is gone', user, through('<userTask id="y"/>', 'y'), 'noCounterpart', null],
    ['where its node has become another kind', user, through('<manualTask id="x"/>'), 'kindDiffers', 'x'],
    ['where its node is drawn inside a sub-process now', user, within, 'levelDiffers', 'x'],
    ['where its node is repeated now', user, looped(''), 'loopDiffers', 'x'],
    ['where rounds at once are rounds one by one now', looped(''), looped('isSequential="true"'), 'loopDiffers', 'x'],
    ['where other work is on its way', service('far'), service('near'), 'bindingDiffers', 'x'],
    ['where another process was called', calling('one'), calling('two'), 'calledDiffers', 'x'],
    ['where what it could undo is gone', undoable('back1', 't'), undoable('back2', 'u'), 'undoDiffers', null],
  ])('%s', async (_, old, next, code, toElementId) => {
    const { instanceId, from, to } = await at.begun(old, next)
    const problem = expect.objectContaining({ code, toElementId })
    const refused = [{ instanceId, businessKey: 'test', problems: expect.arrayContaining([problem]) }]
    const before = await at.open(instanceId)
    expect(await at.preview({ from, to })).toEqual({ moved: [], refused, next: null })
    expect(await at.migrate({ from, to })).toEqual({ moved: [], refused, next: null })
    expect(await at.open(instanceId)).toEqual(before)
  })

  it('where a way into its join is gone by which a token came', async () => {
    const two = joined('e2', `${flow('b', 'j')}${flow('c', 'j')}`)
    const { instanceId, from, to } = await at.begun(three, two)
    await at.complete(instanceId, 'a', {})
    expect((await at.migrate({ from, to })).refused).toMatchObject([
      { problems: [{ code: 'joinDiffers', elementId: 'j', toElementId: 'j' }] },
    ])
  })

  it('where a timer of the new drawing cannot be reckoned with the variables there are', async () => {
    const timed = through(
      `<userTask id="x"/><boundaryEvent id="b" attachedToRef="x"><timerEventDefinition><timeDuration>= nobodyKnows</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="e2"/>${flow('b', 'e2')}`,
    )
    const { instanceId, from, to } = await at.begun(user, timed)
    const refused = [{ instanceId, problems: [{ code: 'cannotGoOn' }] }]
    expect(await at.preview({ from, to })).toMatchObject({ refused })
    expect(await at.migrate({ from, to })).toMatchObject({ refused })
    expect((await at.open(instanceId)).version).toBe(from)
  })
})

describe('a migration', () => {
  it('lets a join go on that has all it waits for in the new drawing', async () => {
    const { instanceId, from, to } = await at.begun(three, joined('j', `${flow('b', 'j')}${flow('c', 'e2')}`))
    await at.complete(instanceId, 'a', {})
    await at.complete(instanceId, 'b', {})
    expect((await at.migrate({ from, to })).moved).toEqual([instanceId])
    expect((await at.open(instanceId)).nodes).toEqual(['behind', 'c'])
    await at.isSound(instanceId)
  })

  it('undoes by the handlers of the new drawing', async () => {
    const { instanceId, from, to } = await at.begun(undoable('back1', 't'), undoable('back2', 'u'))
    expect((await at.migrate({ from, to, map: { t: 'u', back1: 'back2' } })).moved).toEqual([instanceId])
    log.length = 0
    await at.complete(instanceId, 'x', {})
    expect(log).toEqual(['completed x', 'other {}'])
    expect((await at.open(instanceId)).state).toBe('completed')
  })

  it('takes what has failed to whatever has been drawn in its place', async () => {
    fails.add('work')
    const { instanceId, from, to } = await at.begun(service('work'), user)
    fails.clear()
    expect((await at.migrate({ from, to })).moved).toEqual([instanceId])
    expect(await at.open(instanceId)).toMatchObject({ incidents: 1, tokens: [{ state: 'failed' }] })
    await world.asSystem((ctx) => engine.retryIncidents({ instanceId }, ctx))
    expect(await at.open(instanceId)).toMatchObject({ incidents: 0, tasks: [{ elementId: 'x' }] })
    await at.isSound(instanceId)
  })

  it('leaves work of a task alone unless the drawing says something else of it', async () => {
    const named = (more: string) => through(`<userTask id="x" ${more}/>`)
    const same = await at.begun(named('okno:roles="clerk"'), named('name="Иначе" okno:roles="clerk"'))
    log.length = 0
    await at.migrate(same)
    expect(log).toEqual([])
    const other = await at.begun(named('okno:roles="clerk"'), named('okno:roles="agent"'))
    log.length = 0
    await at.migrate(other)
    expect(log).toEqual(['interrupted x', 'entered x'])
    expect((await at.open(other.instanceId)).tasks).toMatchObject([{ candidates: { roles: ['agent'] } }])
  })

  it('goes through all in portions, past those that cannot go, each once', async () => {
    const choice = draw(
      `<startEvent id="s"/><exclusiveGateway id="g" default="g_x"/><userTask id="x"/><userTask id="stay"/><exclusiveGateway id="h"/><endEvent id="e"/>${flow('s', 'g')}${flow('g', 'x')}${flow('g', 'stay', '= n = 3')}${flow('x', 'h')}${flow('stay', 'h')}${flow('h', 'e')}`,
    )
    const from = await at.deploy(choice)
    const ids: string[] = []
    for (let n = 0; n < 7; n++) ids.push(await at.begin(choice, new Date(), { n }))
    const to = await at.deploy(through('<userTask id="x"/>').replace('Проба', 'Без остановки'))
    const moved: string[] = []
    const refused: string[] = []
    let portions = 0
    let after: string | undefined
    do {
      const portion = await at.migrate({ from, to, most: 3, ...(after ? { after } : {}) })
      moved.push(...portion.moved)
      refused.push(...portion.refused.map(({ instanceId }) => instanceId))
      after = portion.next ?? undefined
      portions++
    } while (after)
    expect(portions).toBe(3)
    expect(refused).toEqual([ids[3]])
    expect(moved.sort()).toEqual(ids.filter((_, n) => n !== 3).sort())
  })

  it('takes those that are named, and says of the others that they do not run by this version', async () => {
    const { instanceId, from, to } = await at.begun(user, user.replace('Проба', 'Вторая'))
    const other = await at.begin(user)
    await world.asSystem((ctx) => engine.cancelInstance({ instanceId: other, reason: 'отозвано' }, ctx))
    const portion = await at.migrate({ from, to, instanceIds: [instanceId, other] })
    expect(portion.moved).toEqual([instanceId])
    expect(portion.refused).toMatchObject([{ instanceId: other, problems: [{ code: 'notRunning' }] }])
    expect((await at.migrate({ from, to, instanceIds: [instanceId] })).refused).toHaveLength(1)
  })

  it('is refused as a whole for a version there is not, the same one, a node that neither drawing has', async () => {
    const { from, to } = await at.begun(user, user.replace('Проба', 'Вторая'))
    await expect(at.migrate({ from, to: 9_999 })).rejects.toMatchObject({ code: 'noSuchVersion' })
    await expect(at.migrate({ from, to: from })).rejects.toMatchObject({ code: 'sameVersion' })
    await expect(at.migrate({ from, to, map: { x: 'nowhere' } })).rejects.toMatchObject({
      code: 'elementUnknown',
      detail: { unknown: ['nowhere'] },
    })
  })

  it('and a completion at the same moment both happen, in either order', async () => {
    const begun = await Promise.all(Array.from({ length: 6 }, () => at.begin(user)))
    const from = (await at.open(begun[0] ?? '')).version
    const to = await at.deploy(user.replace('Проба', 'Снова'))
    const [portion] = await Promise.all([
      at.migrate({ from, to, instanceIds: begun }),
      ...begun.map((id) => at.complete(id, 'x', {})),
    ])
    for (const id of begun) {
      expect((await at.open(id)).state).toBe('completed')
      const { steps } = await world.asSystem((ctx) => engine.operations.listSteps({ instanceId: id }, ctx))
      expect(steps.filter(({ event }) => event === 'migrated')).toHaveLength(portion.moved.includes(id) ? 1 : 0)
    }
    expect(portion.moved.length + portion.refused.length).toBe(begun.length)
  })
})
