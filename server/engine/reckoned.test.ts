import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Calendar, DayKind } from '#shared/rules/calendar'
import { reckonedAt } from '#shared/rules/termLength'
import { makeWorld, type World } from '../db/testing/world.ts'
import { makeEngine, type ProcessWork } from './index.ts'
import { draw, flow, timer } from './testing/draw.ts'
import { type Log, loggedWork, start } from './testing/prove.ts'

const NOON = new Date('2026-11-24T09:00:00Z')
let world: World
let days: Calendar = new Map()
const log: Log = []
const calendar: NonNullable<ProcessWork['calendar']> = {
  keyFor: async ({ region }) => String(region ?? 'here'),
  dueAt: async (reckoned) => reckonedAt(reckoned, days, 180),
}
const engine = makeEngine({ p: { ...loggedWork(log), calendar } })
const blind = makeEngine({ p: loggedWork(log) })

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  log.length = 0
  days = new Map()
  await sql`delete from engine_timer`.execute(world.db)
  await sql`delete from engine_task`.execute(world.db)
})

const drawing = (task: string, boundary: string) =>
  draw(`<startEvent id="s"/>${task}<endEvent id="e"/><serviceTask id="w" okno:binding="work"/><endEvent id="late"/>
    ${boundary}${flow('s', 't')}${flow('t', 'e')}${flow('b', 'w')}${flow('w', 'late')}`)
const waiting = (boundary: string) => drawing('<userTask id="t"/>', boundary)
const days2 = timer('b', 't', '<timeDuration>2wd</timeDuration>', false)
const begin = (xml: string, variables = {}, by = engine) =>
  world.asSystem((ctx) => start(by, xml, variables, ctx), NOON)
const fireAt = (at: string) => world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date(at))
const page = (region = 'here', after: string | null = null, limit = 100) =>
  world.asSystem((ctx) => engine.pageReckoned({ calendar: region, after, limit }, ctx))
const move = (moved: { id: string; dueAt: Date }[]) => world.asSystem((ctx) => engine.moveReckoned(moved, ctx))
/** Wednesday 25 November becomes a day off: two working days from Tuesday end on Friday. */
const offWednesday = () => {
  days = new Map<string, DayKind>([['2026-11-25', 'off']])
}

describe('a timer in working days', () => {
  it('fires when the work of the last day ends, and remembers what it was reckoned from', async () => {
    await begin(waiting(days2))
    expect(await page()).toMatchObject([
      {
        dueAt: new Date('2026-11-26T15:00:00Z'),
        reckoned: { from: NOON.toISOString(), length: '2wd', calendar: 'here' },
      },
    ])
    expect(await fireAt('2026-11-26T14:59:59Z')).toMatchObject({ fired: 0 })
    expect(await fireAt('2026-11-26T15:00:00Z')).toMatchObject({ fired: 1, failed: 0 })
    expect(await page()).toEqual([])
  })

  it('may come out of an expression and goes by the calendar of what it sees', async () => {
    const rule = '<timeDuration>= string(amount) + "wd"</timeDuration>'
    await begin(waiting(timer('b', 't', rule)), { amount: 1, region: 'there' })
    expect(await page('here')).toEqual([])
    expect(await page('there')).toMatchObject([{ dueAt: new Date('2026-11-25T15:00:00Z') }])
  })

  it('fires by the moved date, not by the one it was set with', async () => {
    await begin(waiting(days2))
    offWednesday()
    const [row] = await page()
    await move([{ id: row?.id ?? '', dueAt: new Date('2026-11-27T15:00:00Z') }])
    expect(await fireAt('2026-11-26T15:00:00Z')).toMatchObject({ fired: 0 })
    expect(await fireAt('2026-11-27T15:00:00Z')).toMatchObject({ fired: 1 })
  })

  it('that has fired or died meanwhile is not brought back', async () => {
    const id = await begin(waiting(days2))
    const [row] = await page()
    await world.asSystem((ctx) => engine.completeTask({ instanceId: id, elementId: 't', variables: {} }, ctx))
    await move([{ id: row?.id ?? '', dueAt: new Date('2026-11-27T15:00:00Z') }])
    expect(await page()).toEqual([])
    expect((await world.asSystem((ctx) => engine.inspect({ instanceId: id }, ctx))).state).toBe('completed')
  })

  it('is an incident where no calendar is known', async () => {
    const id = await begin(waiting(days2), {}, blind)
    const { incidents } = await world.asSystem((ctx) => blind.inspect({ instanceId: id }, ctx))
    expect(incidents).toMatchObject([{ elementId: 't', message: expect.stringContaining('no calendar') }])
  })

  it('cannot start a process: nobody is there yet whose calendar it could be', async () => {
    const xml = draw(
      `<startEvent id="s"><timerEventDefinition><timeDuration>2wd</timeDuration></timerEventDefinition></startEvent><endEvent id="e"/>${flow('s', 'e')}`,
    )
    await expect(world.asSystem((ctx) => engine.deploy({ xml }, ctx))).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ code: 'badTimer', elementId: 's' })]),
    })
  })
})

describe('the due date of a task in working days', () => {
  const due = async () =>
    (
      await sql<{ dueAt: Date; length: string }>`
        select due_at as "dueAt", reckoned->>'length' as length from engine_task`.execute(world.db)
    ).rows
  const task = '<userTask id="t" okno:due="= &quot;3wd&quot;"/>'

  it('is reckoned and moved like that of a timer', async () => {
    await begin(draw(`<startEvent id="s"/>${task}<endEvent id="e"/>${flow('s', 't')}${flow('t', 'e')}`))
    expect(await due()).toEqual([{ dueAt: new Date('2026-11-27T15:00:00Z'), length: '3wd' }])
    const [row] = await page()
    await move([{ id: row?.id ?? '', dueAt: new Date('2026-11-30T15:00:00Z') }])
    expect(await due()).toEqual([{ dueAt: new Date('2026-11-30T15:00:00Z'), length: '3wd' }])
  })

  it('told by the work behind it goes to the timer that waits for it, and both move as one', async () => {
    const reckoned = { from: NOON.toISOString(), length: '3wd', calendar: 'here' }
    const dueAt = reckonedAt(reckoned, days, 180).toISOString()
    const told = makeEngine({ p: { ...loggedWork(log), calendar, taskEntered: async () => ({ dueAt, reckoned }) } })
    await begin(waiting(timer('b', 't', '<timeDate>= dueAt</timeDate>', false)), {}, told)
    const rows = await page()
    expect(rows).toMatchObject([{ dueAt: new Date(dueAt), reckoned }])
    await move([{ id: rows[0]?.id ?? '', dueAt: new Date('2026-11-30T15:00:00Z') }])
    expect(await due()).toMatchObject([{ dueAt: new Date('2026-11-30T15:00:00Z') }])
    expect(await fireAt('2026-11-27T15:00:00Z')).toMatchObject({ fired: 0 })
    expect(await fireAt('2026-11-30T15:00:00Z')).toMatchObject({ fired: 1 })
  })
})

it('what was reckoned is read in portions without loss', async () => {
  await Promise.all(Array.from({ length: 7 }, () => begin(waiting(days2))))
  const seen: string[] = []
  let after: string | null = null
  do {
    const rows: { id: string }[] = await page('here', after, 3)
    seen.push(...rows.map(({ id }) => id))
    after = rows.length < 3 ? null : (rows.at(-1)?.id ?? null)
  } while (after)
  expect(new Set(seen).size).toBe(7)
  expect(seen).toHaveLength(7)
})
