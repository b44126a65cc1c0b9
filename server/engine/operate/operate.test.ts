import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../../db/testing/world.ts'
import { makeEngine } from '../index.ts'
import { violations } from '../simulation/invariants.ts'
import { openRun } from '../store.ts'
import { draw, flow, timer } from '../testing/draw.ts'
import { type Log, loggedWork, start } from '../testing/prove.ts'

let world: World
const log: Log = []
const fails = new Set<string>()
const works = { p: loggedWork(log, fails) }
const engine = makeEngine(works)
const { changeVariable, moveToken, retryIncident, skipIncident, openInstance, listSteps } = engine.operations
const reason = 'по обращению потребителя'

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  log.length = 0
  fails.clear()
})

const desk =
  draw(`<startEvent id="s"/><userTask id="write"/>${timer('late', 'write', '<timeDuration>PT1H</timeDuration>')}<endEvent id="lateEnd"/>
  <userTask id="check"/><subProcess id="inner"><startEvent id="is"/><userTask id="deep"/><endEvent id="ie"/>${flow('is', 'deep')}${flow('deep', 'ie')}</subProcess>
  <serviceTask id="send" okno:binding="work" okno:output="= {sent: nobodyGaveIt.x}"/><exclusiveGateway id="g"/><endEvent id="yes"/><endEvent id="no"/>
  ${flow('s', 'write')}${flow('late', 'lateEnd')}${flow('write', 'check')}${flow('check', 'inner')}${flow('inner', 'send')}${flow('send', 'g')}
  ${flow('g', 'yes', '= ok = true')}${flow('g', 'no', '= ok = false')}`)

type Ctx = Parameters<Parameters<World['asSystem']>[0]>[0]
async function tokenAt(instanceId: string, elementId: string, ctx: Ctx): Promise<number> {
  const { active } = await engine.inspect({ instanceId }, ctx)
  return active.find((token) => token.elementId === elementId)?.tokenNo ?? 0
}
async function incidentOf(instanceId: string, ctx: Ctx): Promise<number> {
  const { incidentList } = await openInstance({ instanceId }, ctx)
  return incidentList.find(({ closedAt }) => closedAt === null)?.no ?? 0
}
const isSound = async (instanceId: string, ctx: Ctx) =>
  expect(violations(await openRun(works, instanceId, ctx))).toEqual([])

describe('a variable changed by hand', () => {
  it('is what the next steps see, and sets off what waits for its condition', async () => {
    const xml =
      draw(`<startEvent id="s"/><intermediateCatchEvent id="paid"><conditionalEventDefinition><condition>= sum &gt; 9</condition></conditionalEventDefinition></intermediateCatchEvent>
      <userTask id="t"/><endEvent id="e"/>${flow('s', 'paid')}${flow('paid', 't')}${flow('t', 'e')}`)
    await world.asSystem(async (ctx) => {
      const instanceId = await start(engine, xml, { sum: 1 }, ctx)
      await changeVariable({ instanceId, scopeNo: 1, name: 'sum', value: 10, reason }, ctx)
      const opened = await openInstance({ instanceId }, ctx)
      expect(opened.nodes).toEqual(['t'])
      expect(opened.scopes[0]?.variables).toMatchObject([{ name: 'sum', value: 10 }])
      const { steps } = await listSteps({ instanceId }, ctx)
      expect(steps.find(({ event }) => event === 'changed')).toMatchObject({
        detail: { name: 'sum', scopeNo: 1, reason },
        actor: 'system:test',
      })
    })
  })

  it('is refused in a scope there is not, when it is too large, and after the end', async () => {
    await world.asSystem(async (ctx) => {
      const instanceId = await start(engine, desk, {}, ctx)
      const change = (more: object) =>
        changeVariable({ instanceId, scopeNo: 1, name: 'a', value: 1, reason, ...more }, ctx)
      await expect(change({ scopeNo: 99 })).rejects.toMatchObject({ code: 'scopeUnknown' })
      await expect(change({ value: 'x'.repeat(100_001) })).rejects.toMatchObject({ code: 'valueTooLarge' })
      await engine.cancelInstance({ instanceId, reason }, ctx)
      await expect(change({})).rejects.toMatchObject({ code: 'instanceEnded' })
    })
  })
})

describe('a token moved by hand', () => {
  it('takes its task and timer with it and enters the other node', async () => {
    await world.asSystem(async (ctx) => {
      const instanceId = await start(engine, desk, {}, ctx)
      const tokenNo = await tokenAt(instanceId, 'write', ctx)
      const moved = await moveToken({ instanceId, tokenNo, elementId: 'check', reason }, ctx)
      expect(moved).toMatchObject({ from: 'write', state: 'active' })
      expect(log).toEqual(['entered write', 'cancelled write', 'entered check'])
      const opened = await openInstance({ instanceId }, ctx)
      expect(opened.tasks.map(({ elementId }) => elementId)).toEqual(['check'])
      expect(opened.timers).toEqual([])
      await isSound(instanceId, ctx)
      const { steps } = await listSteps({ instanceId }, ctx)
      expect(steps.find(({ event }) => event === 'moved')).toMatchObject({
        elementId: 'write',
        detail: { to: 'check', reason },
      })
    })
  })

  it('out of a sub-process ends all inside it; inside one it stays inside', async () => {
    await world.asSystem(async (ctx) => {
      const instanceId = await start(engine, desk, {}, ctx)
      await moveToken({ instanceId, tokenNo: await tokenAt(instanceId, 'write', ctx), elementId: 'inner', reason }, ctx)
      const deep = await tokenAt(instanceId, 'deep', ctx)
      const tryTo = (elementId: string) => moveToken({ instanceId, tokenNo: deep, elementId, reason }, ctx)
      await expect(tryTo('write')).rejects.toMatchObject({ code: 'otherLevel' })
      await expect(tryTo('is')).rejects.toMatchObject({ code: 'badTarget' })
      await expect(tryTo('nowhere')).rejects.toMatchObject({ code: 'elementUnknown' })
      await moveToken({ instanceId, tokenNo: await tokenAt(instanceId, 'inner', ctx), elementId: 'write', reason }, ctx)
      expect((await openInstance({ instanceId }, ctx)).nodes).toEqual(['write'])
      await isSound(instanceId, ctx)
      await expect(tryTo('deep')).rejects.toMatchObject({ code: 'tokenGone' })
    })
  })

  it('is refused for one of several rounds; all rounds together are moved', async () => {
    const xml =
      draw(`<startEvent id="s"/><userTask id="many"><multiInstanceLoopCharacteristics okno:collection="= [1,2]" okno:item="x"/></userTask>
      <userTask id="t"/><endEvent id="e"/>${flow('s', 'many')}${flow('many', 't')}${flow('t', 'e')}`)
    await world.asSystem(async (ctx) => {
      const instanceId = await start(engine, xml, {}, ctx)
      const { tokens, scopes } = await openInstance({ instanceId }, ctx)
      const rounds = scopes.find(({ role }) => role === 'rounds')
      expect(rounds?.rounds).toEqual({ total: 2, begun: 2, ended: 0 })
      const holder = tokens.find(({ scopeNo }) => scopeNo === rounds?.no)
      const one = tokens.find(({ waitsFor }) => waitsFor === 'person')
      const move = (tokenNo = 0) => moveToken({ instanceId, tokenNo, elementId: 't', reason }, ctx)
      await expect(move(one?.no)).rejects.toMatchObject({ code: 'tokenInRounds' })
      await move(holder?.no)
      expect((await openInstance({ instanceId }, ctx)).nodes).toEqual(['t'])
      await isSound(instanceId, ctx)
    })
  })
})

describe('an incident', () => {
  const upToSend = async (ctx: Ctx) => {
    const instanceId = await start(engine, desk, {}, ctx)
    await moveToken({ instanceId, tokenNo: await tokenAt(instanceId, 'write', ctx), elementId: 'send', reason }, ctx)
    return instanceId
  }

  it('is tried again alone, and told whether that solved it', async () => {
    fails.add('work')
    await world.asSystem(async (ctx) => {
      const instanceId = await upToSend(ctx)
      const first = await incidentOf(instanceId, ctx)
      expect(await retryIncident({ instanceId, incidentNo: first, reason }, ctx)).toMatchObject({
        elementId: 'send',
        isSolved: false,
        incidents: 1,
      })
      await expect(retryIncident({ instanceId, incidentNo: first, reason }, ctx)).rejects.toMatchObject({
        code: 'incidentClosed',
      })
    })
  })

  it('is skipped with what the activity would have given, whose own output is not reckoned', async () => {
    await world.asSystem(async (ctx) => {
      fails.add('work')
      const instanceId = await upToSend(ctx)
      const incidentNo = await incidentOf(instanceId, ctx)
      const skipped = await skipIncident({ instanceId, incidentNo, reason, variables: { ok: false } }, ctx)
      expect(skipped).toMatchObject({ elementId: 'send', state: 'completed', incidents: 0 })
      expect((await engine.inspect({ instanceId }, ctx)).visited).toContain('no')
      await isSound(instanceId, ctx)
    })
  })

  it('at a gateway wants the way to go on', async () => {
    await world.asSystem(async (ctx) => {
      fails.add('work')
      const instanceId = await upToSend(ctx)
      await skipIncident({ instanceId, incidentNo: await incidentOf(instanceId, ctx), reason, variables: {} }, ctx)
      const incidentNo = await incidentOf(instanceId, ctx)
      const skip = (flowId?: string) => skipIncident({ instanceId, incidentNo, reason, variables: {}, flowId }, ctx)
      await expect(skip()).rejects.toMatchObject({ code: 'wayNeeded', detail: { ways: ['g_yes', 'g_no'] } })
      await expect(skip('s_write')).rejects.toMatchObject({ code: 'noSuchWay' })
      expect(await skip('g_yes')).toMatchObject({ state: 'completed' })
    })
  })

  it('of one round is skipped as the end of that round', async () => {
    const xml =
      draw(`<startEvent id="s"/><serviceTask id="many" okno:binding="work" okno:input="= {n: n}"><multiInstanceLoopCharacteristics isSequential="true" okno:collection="= [1,2]" okno:item="n"/></serviceTask>
      <endEvent id="e"/>${flow('s', 'many')}${flow('many', 'e')}`)
    fails.add('work')
    await world.asSystem(async (ctx) => {
      const instanceId = await start(engine, xml, {}, ctx)
      fails.clear()
      const incidentNo = await incidentOf(instanceId, ctx)
      expect(await skipIncident({ instanceId, incidentNo, reason, variables: {} }, ctx)).toMatchObject({
        state: 'completed',
      })
      expect(log).toEqual(['work {"n":2}'])
    })
  })
})
