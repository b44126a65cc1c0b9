import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, type World } from '../db/testing/world.ts'
import { makeEngine } from './index.ts'
import { draw, flow } from './testing/draw.ts'
import { type Log, loggedWork, start, trace } from './testing/prove.ts'

let world: World
const log: Log = []
const engine = makeEngine({ p: loggedWork(log) })

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

/** A block has one way in and one way out, so that any nesting of blocks is a process that can end. */
type Block =
  | { kind: 'task' }
  | { kind: 'service' }
  | { kind: 'choice'; ways: Block[][] }
  | { kind: 'loop'; body: Block[] }
const { blocks } = fc.letrec<{ block: Block; blocks: Block[] }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant<Block>({ kind: 'task' }),
    fc.constant<Block>({ kind: 'service' }),
    fc.record({ kind: fc.constant('choice' as const), ways: fc.array(tie('blocks'), { minLength: 2, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('loop' as const), body: tie('blocks') }),
  ),
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
}))

/** Draws the blocks one after another; every decision asks the variable `d`. */
function drawBlocks(sequence: Block[]): string {
  let count = 0
  const parts: string[] = []
  const name = (prefix: string) => `${prefix}${++count}`
  const chain = (steps: Block[], from: string): string => steps.reduce((last, step) => add(step, last), from)
  function add(block: Block, from: string): string {
    if (block.kind === 'task' || block.kind === 'service') {
      const id = name(block.kind === 'task' ? 't' : 'w')
      parts.push(
        block.kind === 'task' ? `<userTask id="${id}"/>` : `<serviceTask id="${id}" okno:binding="work"/>`,
        flow(from, id),
      )
      return id
    }
    return block.kind === 'choice' ? addChoice(block.ways, from) : addLoop(block.body, from)
  }
  function addChoice(ways: Block[][], from: string): string {
    const [split, join] = [name('g'), name('j')]
    const firsts = ways.map((way) => {
      const first = name('u')
      parts.push(`<userTask id="${first}"/>`, flow(chain(way, first), join))
      return first
    })
    firsts.forEach((first, n) => void parts.push(flow(split, first, n > 0 ? `d = ${n}` : '')))
    parts.push(
      `<exclusiveGateway id="${split}" default="${split}_${firsts[0]}"/>`,
      `<exclusiveGateway id="${join}"/>`,
      flow(from, split),
    )
    return join
  }
  function addLoop(body: Block[], from: string): string {
    const [enter, ask, leave] = [name('l'), name('u'), name('x')]
    const out = name('o')
    parts.push(
      `<exclusiveGateway id="${enter}"/>`,
      flow(from, enter),
      `<userTask id="${ask}"/>`,
      flow(chain(body, enter), ask),
    )
    parts.push(
      `<exclusiveGateway id="${leave}" default="${leave}_${out}"/>`,
      flow(ask, leave),
      flow(leave, enter, 'd = 1'),
    )
    parts.push(`<exclusiveGateway id="${out}"/>`, flow(leave, out))
    return out
  }
  const last = chain(sequence, 's')
  return draw(`<startEvent id="s"/>${parts.join('')}<endEvent id="e"/>${flow(last, 'e')}`)
}

const MAX_TASKS = 40

/** Walks by the given decisions, and straight ahead once they are used up. */
async function walk(xml: string, decisions: number[]) {
  return world.asSystem(async (ctx) => {
    const instanceId = await start(engine, xml, { d: decisions[0] ?? 0 }, ctx)
    for (let step = 1; step <= MAX_TASKS; step++) {
      const { active, state } = await engine.inspect({ instanceId }, ctx)
      if (state !== 'active') break
      expect(active).toHaveLength(1)
      const d = step < 20 ? (decisions[step % decisions.length] ?? 0) : 0
      await engine.completeTask({ instanceId, tokenNo: active[0]?.tokenNo ?? 0, variables: { d } }, ctx)
    }
    const at = await engine.inspect({ instanceId }, ctx)
    return { state: at.state, incidents: at.incidents, steps: await trace(engine, instanceId, ctx) }
  }, new Date('2026-11-24T12:00:00Z'))
}

describe('any process of choices and loops', () => {
  it('carries one token from its start to exactly one end, the same way for the same decisions', async () => {
    await fc.assert(
      fc.asyncProperty(
        blocks,
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 12 }),
        async (sequence, decisions) => {
          const xml = drawBlocks(sequence)
          const first = await walk(xml, decisions)
          expect(first.incidents).toEqual([])
          expect(first.state).toBe('completed')
          expect(first.steps.filter((step) => step === 'ended e')).toHaveLength(1)
          expect(first.steps.filter((step) => step === 'completed')).toHaveLength(1)
          const count = (event: string) => first.steps.filter((step) => step.startsWith(`${event} `)).length
          expect(count('entered')).toBe(count('left') + 1)
          expect(count('left')).toBe(count('taken'))
          expect((await walk(xml, decisions)).steps).toEqual(first.steps)
        },
      ),
      { numRuns: 40, seed: 20261124 },
    )
  })
})
