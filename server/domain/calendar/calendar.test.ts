import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RegionCode } from '#shared/contract/calendar'
import { CaseId } from '#shared/contract/ids'
import { changesText } from '#shared/rules/calendarChanges'
import { engine } from '../../processes/index.ts'
import {
  type AppealWorld,
  classified,
  commandId,
  MONDAY,
  makeAppealWorld,
} from '../../processes/testing/appealWorld.ts'
import { createTask } from '../task/index.ts'
import { calendarHandlers, loadCalendar, recountPortion } from './index.ts'

const FEDERAL = RegionCode.parse('federal')
/** The day after a case is registered on Monday; off, it moves every term in days by one. */
const TUESDAY = '2026-11-24'

let world: AppealWorld
beforeAll(async () => {
  world = await makeAppealWorld()
})
afterAll(() => world.close())

type Kind = 'off' | 'work' | 'short' | null
const asAnalyst = <T>(run: Parameters<typeof world.asStaff<T>>[1]) => world.asStaff(world.staff.analyst, run, MONDAY)
const open = (region = FEDERAL, version?: number) =>
  asAnalyst((ctx) => calendarHandlers.openCalendar({ region, version }, ctx))
const publish = (days: [string, Kind][], { region = FEDERAL, basedOn = 0, comment = 'Перенос выходного дня' } = {}) =>
  asAnalyst(async (ctx) => {
    const now = (await calendarHandlers.openCalendar({ region }, ctx)).version
    const changes = days.map(([day, kind]) => ({ day, kind, note: '' }))
    return calendarHandlers.publishCalendar(
      { region, basedOn: basedOn || now, changes, comment, commandId: commandId() },
      ctx,
    )
  })
const preview = (days: [string, Kind][], region = FEDERAL) =>
  asAnalyst((ctx) => calendarHandlers.previewCalendar({ region, changes: changesText(new Map(days)) }, ctx))
const recount = async () => {
  while (await world.asSystem(recountPortion, MONDAY));
}

describe('a production calendar', () => {
  it('keeps every published version with who, when and why', async () => {
    const before = await open()
    const published = await publish([['2027-03-05', 'short']], { comment: 'Короткий день перед праздником' })
    expect(published).toMatchObject({
      version: before.version + 1,
      publishedByName: world.staff.analyst.name,
      publishedAt: MONDAY.toISOString(),
      comment: 'Короткий день перед праздником',
    })
    const now = await open()
    expect(now.days.find(({ day }) => day === '2027-03-05')).toMatchObject({ kind: 'short' })
    expect(now.versions.map(({ version }) => version)).toEqual([before.version + 1, before.version])
    const old = await open(FEDERAL, before.version)
    expect(old.days).toEqual(before.days)
    await recount()
  })

  it('is refused when somebody published meanwhile, and when nothing changes', async () => {
    const { version } = await open()
    await publish([['2027-03-04', 'off']])
    await expect(publish([['2027-03-03', 'off']], { basedOn: version })).rejects.toMatchObject({
      code: 'calendarChangedMeanwhile',
    })
    await expect(publish([['2027-03-04', 'off']])).rejects.toMatchObject({ code: 'nothingChanged' })
    await expect(publish([])).rejects.toMatchObject({ code: 'nothingChanged' })
    await recount()
  })

  it('of a new region begins as a copy; a branch that gets it reckons by it', async () => {
    const region = RegionCode.parse('republic')
    const add = () =>
      asAnalyst((ctx) =>
        calendarHandlers.addCalendarRegion(
          { code: region, nameRu: 'Республика', nameEn: 'Republic', copyOf: FEDERAL, commandId: commandId() },
          ctx,
        ),
      )
    await add()
    await expect(add()).rejects.toMatchObject({ code: 'regionExists' })
    expect((await open(region)).days).toEqual((await open()).days)
    const assign = (to: RegionCode) =>
      asAnalyst((ctx) =>
        calendarHandlers.assignCalendar({ region: to, branchId: world.branch, commandId: commandId() }, ctx),
      )
    await assign(region)
    await publish([[TUESDAY, 'off']], { region })
    await recount()
    const there = await world.openStep((await world.register()).id)
    await assign(FEDERAL)
    const here = await world.openStep((await world.register()).id)
    expect([there.dueAt, here.dueAt]).toEqual(['2026-11-25T15:00:00.000Z', '2026-11-24T15:00:00.000Z'])
    // what was reckoned by the republic's calendar does not hear of the country's
    await publish([['2026-11-24', 'off']])
    await recount()
    expect((await world.openStep(CaseId.parse(there.caseId))).dueAt).toBe('2026-11-25T15:00:00.000Z')
    await publish([['2026-11-24', null]])
    await recount()
  })
})

describe('what is open when a calendar is published', () => {
  it('moves exactly as the preview said: cases, tasks and their timers', async () => {
    const { id } = await world.register()
    await world.doStep(id, world.staff.agent, classified)
    const before = await world.opened(id)
    const told = await preview([[TUESDAY, 'off']])
    expect(told.tasks).toBeGreaterThan(0)
    expect(told.timers).toBe(told.tasks)
    expect(told.examples[0]?.name).not.toBe('')
    await publish([[TUESDAY, 'off']])
    await recount()
    const [moved] = (await world.facts('dueDatesMoved')).slice(-1)
    expect(moved?.payload).toMatchObject({ cases: told.cases, tasks: told.tasks, timers: told.timers })
    const step = await world.openStep(id)
    expect(before.tasks.find(({ state }) => state === 'open')?.dueAt).toBe('2026-12-07T15:00:00.000Z')
    expect(step.dueAt).toBe('2026-12-08T15:00:00.000Z')
    const { rows } = await sql<{ dueAt: Date; tryAt: Date }>`
      select m.due_at as "dueAt", m.try_at as "tryAt" from engine_timer m join "case" k on k.instance_id = m.instance_id where k.id = ${id} and m.token_no <> 0`.execute(
      world.db,
    )
    expect(rows).toEqual([{ dueAt: new Date(step.dueAt), tryAt: new Date(step.dueAt) }])
    expect(await preview([[TUESDAY, 'off']])).toMatchObject({ cases: 0, tasks: 0, timers: 0, examples: [] })
    // nobody is escalated at the old time, and the supervisor hears of it at the new one
    const fireAt = (at: string) => world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date(at))
    await fireAt('2026-12-08T14:59:59Z')
    expect((await world.openStep(id)).isEscalated).toBe(false)
    await fireAt('2026-12-08T15:00:00Z')
    expect((await world.openStep(id)).isEscalated).toBe(true)
    await publish([[TUESDAY, null]])
    await recount()
  })

  it('moves a step and the timer that watches it in one commit, so that neither waits for the other', async () => {
    await world.register()
    await publish([[TUESDAY, 'off']])
    const unlike = async () =>
      (
        await sql`
          select t.id from task t join engine_timer m on m.instance_id = t.instance_id and m.token_no = t.token_no
          where t.state = 'open' and m.due_at <> t.due_at`.execute(world.db)
      ).rows
    const isLeft = async () =>
      (await sql`select 1 from calendar_recount where kind <> 'timer'`.execute(world.db)).rows.length > 0
    while (await isLeft()) {
      await world.asSystem(recountPortion, MONDAY)
      expect(await unlike()).toEqual([])
    }
    await recount()
    expect(await preview([[TUESDAY, 'off']])).toMatchObject({ tasks: 0, timers: 0 })
    await publish([[TUESDAY, null]])
    await recount()
  })

  it('moves the day a case is to be answered by when that day becomes a day off', async () => {
    const { id } = await world.register()
    expect((await world.opened(id)).case.dueOn).toBe('2026-12-23')
    expect(await preview([['2026-12-23', 'off']])).toMatchObject({
      cases: expect.any(Number),
      examples: expect.arrayContaining([expect.objectContaining({ kind: 'case' })]),
    })
    await publish([['2026-12-23', 'off']])
    await recount()
    expect((await world.opened(id)).case.dueOn).toBe('2026-12-24')
    const changed = (await world.facts('caseChanged')).at(-1)
    expect(changed?.actor).toBe('system:test')
    await publish([['2026-12-23', null]])
    await recount()
    expect((await world.opened(id)).case.dueOn).toBe('2026-12-23')
  })

  it('is left alone when it is done, when its time was given, and when it is in hours', async () => {
    const make = (title: string, given: object) =>
      world.asSystem(
        (ctx) => createTask({ kind: 'callback', title, role: 'clerk', branchId: world.branch, ...given }, ctx),
        MONDAY,
      )
    const given = await make('Срок назван', { dueAt: '2026-11-24T15:00:00Z' })
    const hours = await make('Четыре часа', {})
    await publish([[TUESDAY, 'off']])
    await recount()
    const { rows } = await sql<{ id: string; dueAt: Date }>`
      select id, due_at as "dueAt" from task where id = any(${[given.id, hours.id]}::uuid[])`.execute(world.db)
    const dueOf = (id: string) => rows.find((row) => row.id === id)?.dueAt.toISOString()
    expect([dueOf(given.id), dueOf(hours.id)]).toEqual(['2026-11-24T15:00:00.000Z', '2026-11-23T13:00:00.000Z'])
    await publish([[TUESDAY, null]])
    await recount()
  })

  it('goes on in portions, also when several servers do it at once, and moves each of them once', async () => {
    for (let n = 0; n < 30; n++) await world.register()
    const told = await preview([[TUESDAY, 'off']])
    expect(told.tasks).toBeGreaterThan(25)
    const before = (await world.facts('taskChanged')).length
    await publish([[TUESDAY, 'off']])
    const portions = (await Promise.all(Array.from({ length: 3 }, () => countPortions()))).flat()
    await recount()
    expect(portions.length).toBeGreaterThan(1)
    expect((await world.facts('taskChanged')).length - before).toBe(told.tasks)
    expect((await world.facts('dueDatesMoved')).at(-1)?.payload).toMatchObject({ tasks: told.tasks })
    await publish([[TUESDAY, null]])
    await recount()
  })

  it('also moves what was being reckoned while it was published', async () => {
    let goOn = () => {}
    const paused = new Promise<void>((done) => {
      goOn = done
    })
    let hasReckoned = () => {}
    const reckoned = new Promise<void>((done) => {
      hasReckoned = done
    })
    const slow = world.asSystem(async (ctx) => {
      await loadCalendar(ctx)
      const task = await createTask({ kind: 'contact', title: 'Сообщить', role: 'clerk', branchId: world.branch }, ctx)
      hasReckoned()
      await paused
      return task
    }, MONDAY)
    await reckoned
    const publishing = publish([[TUESDAY, 'off']])
    goOn()
    const task = await slow
    await publishing
    await recount()
    const { rows } = await sql<{ dueAt: Date }>`select due_at as "dueAt" from task where id = ${task.id}`.execute(
      world.db,
    )
    expect([task.dueAt, rows[0]?.dueAt.toISOString()]).toEqual(['2026-11-24T15:00:00.000Z', '2026-11-25T15:00:00.000Z'])
  })
})

async function countPortions(): Promise<number[]> {
  const done: number[] = []
  while (await world.asSystem(recountPortion, MONDAY)) done.push(1)
  return done
}
