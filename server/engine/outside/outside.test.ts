import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeWorld, until, type World } from '../../db/testing/world.ts'
import { askIn } from '../ask.ts'
import { makeEngine, type Outside, RaisedError, type Variables } from '../index.ts'
import { violations } from '../simulation/invariants.ts'
import { openRun } from '../store.ts'
import { draw, flow, timer } from '../testing/draw.ts'
import { loggedWork, start } from '../testing/prove.ts'
import { claimCalls } from './claimCalls.ts'
import { settleCall } from './settleCall.ts'

let world: World
const NOON = new Date('2026-11-24T12:00:00Z')
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000)

/** The other side: does what a key asks once, however often it is asked. */
const bank = { asked: [] as string[], done: new Map<string, Variables>() }
let behave: (attempt: number) => void = () => undefined
const pay: Outside = async ({ key, execution, attempt }) => {
  bank.asked.push(key)
  const before = bank.done.get(key) ?? { receipt: `paid ${execution.input.sum}` }
  bank.done.set(key, before)
  behave(attempt)
  return before
}
const works = { p: { ...loggedWork([]), outside: { pay } } }
const engine = makeEngine(works)

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  bank.asked = []
  bank.done.clear()
  behave = () => undefined
  await sql`delete from engine_post`.execute(world.db)
})

const paying = (retries = '3') =>
  draw(`<startEvent id="s"/><serviceTask id="pay" okno:binding="pay" okno:retries="${retries}" okno:input="= {sum: sum}" okno:output="= {note: receipt}"/>
  <boundaryEvent id="no" attachedToRef="pay"><errorEventDefinition errorRef="poor"/></boundaryEvent>${timer('slow', 'pay', '<timeDuration>PT1H</timeDuration>')}
  <userTask id="refused"/><userTask id="thank"/><endEvent id="e"/><endEvent id="e2"/><endEvent id="e3"/>
  ${flow('s', 'pay')}${flow('pay', 'thank')}${flow('thank', 'e')}${flow('no', 'refused')}${flow('refused', 'e2')}${flow('slow', 'e3')}`).replace(
    '<process',
    '<error id="poor" errorCode="poor"/><process',
  )
const begin = (xml = paying()) => world.asSystem((ctx) => start(engine, xml, { sum: 700 }, ctx), NOON)
const call = (seconds = 0) => engine.makeDueCalls(world.db, later(seconds))
const open = (instanceId: string) => world.asSystem((ctx) => engine.operations.openInstance({ instanceId }, ctx), NOON)
const at = async (instanceId: string) => (await open(instanceId)).nodes
async function isSound(instanceId: string) {
  expect(violations(await world.asSystem((ctx) => openRun(works, instanceId, ctx)))).toEqual([])
}

describe('a call to the outside', () => {
  it('is made after the step is kept, and its answer takes the token on', async () => {
    const instanceId = await begin()
    expect(bank.asked).toEqual([])
    expect((await open(instanceId)).tokens).toMatchObject([{ elementId: 'pay', waitsFor: 'outside' }])
    expect(await call()).toBe(1)
    expect(await at(instanceId)).toEqual(['thank'])
    const opened = await open(instanceId)
    expect(opened.scopes[0]?.variables).toMatchObject([{ name: 'note', value: 'paid 700' }, { name: 'sum' }])
    expect(opened.calls).toEqual([])
    expect(await call(3_600)).toBe(0)
    await isSound(instanceId)
  })

  it('is not made for a step that was rolled back', async () => {
    const killed = world.asSystem(async (ctx) => {
      await start(engine, paying(), { sum: 1 }, ctx)
      throw new Error('killed')
    })
    await expect(killed).rejects.toThrow('killed')
    expect(await call()).toBe(0)
  })

  it('that fails twice is made three times under one key, each time later', async () => {
    behave = (attempt) => {
      if (attempt < 3) throw new Error('the line is busy')
    }
    const instanceId = await begin()
    await call()
    expect((await open(instanceId)).calls).toMatchObject([
      { attempts: 1, mostAttempts: 3, failure: 'Error: the line is busy', tryAt: later(2) },
    ])
    expect(await call(1)).toBe(0)
    expect(await call(2)).toBe(1)
    expect(await call(5)).toBe(0)
    expect(await call(6)).toBe(1)
    expect(await at(instanceId)).toEqual(['thank'])
    expect(new Set(bank.asked).size).toBe(1)
    expect(bank.asked).toHaveLength(3)
  })

  it('that fails for ever becomes an incident; tried again by hand it still bears its key', async () => {
    behave = () => {
      throw new Error('the bank is closed')
    }
    const instanceId = await begin(paying('PT1M'))
    await call()
    expect(await call(59)).toBe(0)
    await call(60)
    const failed = await open(instanceId)
    expect(failed).toMatchObject({ calls: [], tokens: [{ elementId: 'pay', state: 'failed' }] })
    expect(failed.incidentList).toMatchObject([{ elementId: 'pay', message: 'the bank is closed', closedAt: null }])
    expect(failed.timers).toMatchObject([{ elementId: 'slow' }])
    expect(await call(100_000)).toBe(0)
    behave = () => undefined
    await world.asSystem((ctx) => engine.retryIncidents({ instanceId }, ctx), NOON)
    await call()
    expect(await at(instanceId)).toEqual(['thank'])
    expect(bank.done.size).toBe(1)
    await isSound(instanceId)
  })

  it('whose answer is lost with the server is made again after the lease, and the other side does it once', async () => {
    const instanceId = await begin()
    const [claimed] = await claimCalls(NOON, 1, askIn({ tx: world.db }))
    if (!claimed) throw new Error('nothing claimed')
    await pay({ ...claimed.body, attempt: 1, signal: new AbortController().signal })
    expect(await call(59)).toBe(0)
    expect(await call(60)).toBe(1)
    expect(bank.asked).toHaveLength(2)
    expect(bank.done.size).toBe(1)
    expect(await at(instanceId)).toEqual(['thank'])
    // the answer of the first attempt turns up after all
    const late = { kind: 'answered', result: { receipt: 'twice' } } as const
    await world.asSystem((ctx) => settleCall(works, claimed, late, ctx))
    expect(await at(instanceId)).toEqual(['thank'])
    expect(JSON.stringify((await open(instanceId)).scopes)).not.toContain('twice')
  })

  it('answered twice at the same moment takes the token on once', async () => {
    const instanceId = await begin()
    const [claimed] = await claimCalls(NOON, 1, askIn({ tx: world.db }))
    if (!claimed) throw new Error('nothing claimed')
    const settle = (receipt: string) =>
      world.asSystem((ctx) => settleCall(works, claimed, { kind: 'answered', result: { receipt } }, ctx))
    await Promise.all([settle('one'), settle('two')])
    const { steps } = await world.asSystem((ctx) => engine.operations.listSteps({ instanceId }, ctx))
    expect(steps.filter(({ event, elementId }) => event === 'entered' && elementId === 'thank')).toHaveLength(1)
  })

  it('that the other side refuses goes the way of the error, without another attempt', async () => {
    behave = () => {
      throw new RaisedError('poor', 'no money')
    }
    const instanceId = await begin()
    await call()
    expect(await at(instanceId)).toEqual(['refused'])
    expect(await call(100)).toBe(0)
    await isSound(instanceId)
  })

  it('is not made once its wait is over', async () => {
    const instanceId = await begin()
    await world.asSystem((ctx) => engine.fireDueTimers(ctx), later(3_600))
    expect((await open(instanceId)).state).toBe('completed')
    await call(3_600)
    expect(bank.asked).toEqual([])
    await isSound(instanceId)
  })

  it('that failed for ever and is skipped, or overtaken by a timer, leaves nothing behind', async () => {
    behave = () => {
      throw new Error('closed')
    }
    const skipped = await begin(paying('1'))
    const overtaken = await begin(paying('1'))
    await call()
    const [incident] = (await open(skipped)).incidentList
    const skip = { instanceId: skipped, incidentNo: incident?.no ?? 0, reason: 'оплачено в кассе', variables: {} }
    await world.asSystem((ctx) => engine.operations.skipIncident(skip, ctx), NOON)
    expect(await at(skipped)).toEqual(['thank'])
    await world.asSystem((ctx) => engine.fireDueTimers(ctx), later(3_600))
    expect(await open(overtaken)).toMatchObject({ state: 'completed', incidents: 0 })
    for (const id of [skipped, overtaken]) await isSound(id)
  })

  it('is made by the running loop at once, and again when it failed', async () => {
    behave = (attempt) => {
      if (attempt === 1) throw new Error('busy')
    }
    const loop = engine.startOutside(world.db, { onError: () => undefined })
    try {
      const xml = paying('PT0.1S')
      const instanceId = await world.asSystem((ctx) => start(engine, xml, { sum: 5 }, ctx))
      await until('the answer', async () => (await at(instanceId))[0] === 'thank')
      expect(bank.asked).toHaveLength(2)
    } finally {
      await loop.stop()
    }
  })

  it('cut off because the server stops has not failed: the next server makes it at once', async () => {
    let isMade = false
    const silent: Outside = ({ signal }) =>
      new Promise((_, reject) => {
        isMade = true
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    const stopping = makeEngine({ p: { ...works.p, outside: { pay: silent } } })
    const instanceId = await world.asSystem((ctx) => start(stopping, paying('1'), { sum: 5 }, ctx))
    const loop = stopping.startOutside(world.db, { onError: () => undefined })
    await until('the call is made', () => isMade)
    await loop.stop()
    expect((await open(instanceId)).calls).toMatchObject([{ attempts: 0, failure: null }])
    await engine.makeDueCalls(world.db, new Date())
    expect(await at(instanceId)).toEqual(['thank'])
  })

  it('of several rounds is made for each of them', async () => {
    const xml =
      draw(`<startEvent id="s"/><serviceTask id="pay" okno:binding="pay" okno:retries="1" okno:input="= {sum: x}">
      <multiInstanceLoopCharacteristics okno:collection="= [1,2,3]" okno:item="x"/></serviceTask><endEvent id="e"/>${flow('s', 'pay')}${flow('pay', 'e')}`)
    behave = () => {
      if (bank.asked.length === 2) throw new Error('closed')
    }
    const instanceId = await begin(xml)
    expect(await call()).toBe(3)
    expect((await open(instanceId)).incidents).toBe(1)
    await world.asSystem((ctx) => engine.retryIncidents({ instanceId }, ctx), NOON)
    await call()
    expect((await open(instanceId)).state).toBe('completed')
    expect(bank.done.size).toBe(3)
  })
})
