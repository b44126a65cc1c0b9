import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startInteraction } from '../../domain/interaction/index.ts'
import { readingHandlers } from '../../domain/reading/index.ts'
import { engine } from '../index.ts'
import { commandId } from '../testing/appealWorld.ts'
import { DAY, makeReadingWorld, NOON, type ReadingWorld } from '../testing/readingWorld.ts'

let world: ReadingWorld
beforeEach(async () => {
  world = await makeReadingWorld()
})
afterEach(() => world.close())

const LATER = new Date(NOON.getTime() + 3_600_000)
const instances = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from engine_instance`.execute(world.db)).rows[0]?.n

describe('a reading', () => {
  it('that nothing speaks against is accepted at once, without an instance, and goes to billing', async () => {
    const reading = await world.give({ values: { total: 10_290 } })
    expect(reading).toMatchObject({ state: 'accepted', findings: [], consumptionKwh: 290 })
    expect(await instances()).toBe(0)
    expect(await world.handedOver()).toEqual([{ zone: 'total', value: 10_290, takenOn: DAY, number: '04512877' }])
    const facts = await world.facts('readingReceived')
    expect(facts).toMatchObject([{ payload: { reading: { state: 'accepted' } } }])
  })

  it('outside the window is accepted with a remark', async () => {
    const reading = await world.give({ values: { total: 10_200 }, takenOn: '2026-11-10' })
    expect(reading).toMatchObject({ state: 'accepted', findings: ['outsideWindow'] })
  })

  it('given twice changes nothing, and billing gets it once', async () => {
    await world.give({ values: { total: 10_290 } })
    expect(await world.give({ values: { total: 10_290 } })).toMatchObject({ state: 'repeated' })
    expect(await world.handedOver()).toHaveLength(1)
  })

  it('given ten times at once is accepted once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => world.give({ values: { total: 10_290 } })))
    expect(all.filter(({ state }) => state === 'accepted')).toHaveLength(1)
    expect(all.filter(({ state }) => state === 'repeated')).toHaveLength(9)
    expect(await world.handedOver()).toHaveLength(1)
  })

  it('of two registers goes to billing register by register', async () => {
    await world.give({ meterId: world.twoZones, values: { day: 520, night: 310 } })
    expect((await world.handedOver()).map(({ zone, value }) => [zone, value])).toEqual([
      ['day', 520],
      ['night', 310],
    ])
  })

  it('below the one before is asked for again; the next one is accepted by the waiting process', async () => {
    const first = await world.give({ values: { total: 9_000 } })
    expect(first).toMatchObject({
      state: 'askedAgain',
      findings: ['belowPrevious'],
      askUntil: '2026-11-27T15:00:00.000Z',
    })
    expect(await world.handedOver()).toEqual([])
    const next = await world.give({ values: { total: 10_250 } }, LATER)
    expect(next).toMatchObject({ state: 'accepted', attempt: 2 })
    expect((await world.readingsOf(world.single)).map(({ state }) => state).slice(0, 2)).toEqual([
      'accepted',
      'replaced',
    ])
    expect(await instances()).toBe(1)
    const { rows } = await sql`select state from engine_instance`.execute(world.db)
    expect(rows).toEqual([{ state: 'completed' }])
  })

  it('below the one before twice in a row goes to a specialist, who accepts it', async () => {
    await world.give({ values: { total: 9_000 } })
    expect(await world.give({ values: { total: 9_001 } }, LATER)).toMatchObject({ state: 'inCheck', attempt: 2 })
    expect(await world.openTasks()).toMatchObject([
      { form: 'checkReading', title: 'Счётчик 04512877: 9001', note: 'они меньше предыдущих', roles: ['specialist'] },
    ])
    await world.check({ decision: 'accept', remark: 'Сверено по фото' }, new Date(LATER.getTime() + 1_000))
    expect((await world.readingsOf(world.single))[0]).toMatchObject({ state: 'accepted', remark: 'Сверено по фото' })
    expect(await world.handedOver()).toMatchObject([{ value: 9_001 }])
  })

  it('that a specialist rejects is told, and goes nowhere', async () => {
    await world.asSystem((ctx) =>
      sql`update meter set verified_until = '2026-01-01' where id = ${world.single}`.execute(ctx.tx),
    )
    await world.give({ values: { total: 10_290 } })
    await world.check({ decision: 'reject', remark: 'Замените счётчик' }, LATER)
    expect((await world.readingsOf(world.single))[0]).toMatchObject({ state: 'rejected', remark: 'Замените счётчик' })
    expect(await world.handedOver()).toEqual([])
    expect(await world.facts('readingDecided')).toMatchObject([{ payload: { reading: { state: 'rejected' } } }])
  })

  it('that a specialist asks for again waits for the next', async () => {
    await world.give({ values: { total: 10_290 }, takenOn: '2026-10-24' })
    await world.check({ decision: 'ask', remark: 'Пришлите фото' }, LATER)
    expect((await world.readingsOf(world.single))[0]).toMatchObject({ state: 'askedAgain', remark: 'Пришлите фото' })
    const next = await world.give({ values: { total: 10_300 } }, new Date(LATER.getTime() + 60_000))
    expect(next).toMatchObject({ state: 'accepted', remark: null })
  })

  it('asked for again in vain lapses when its term is over, and the next one begins anew', async () => {
    await world.give({ values: { total: 9_000 } })
    expect(await world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date('2026-11-27T14:59:00Z'))).toMatchObject({
      fired: 0,
    })
    await world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date('2026-11-27T15:00:00Z'))
    expect((await world.readingsOf(world.single))[0]).toMatchObject({ state: 'lapsed' })
    expect(await world.give({ values: { total: 9_000 } }, new Date('2026-11-27T16:00:00Z'))).toMatchObject({
      attempt: 1,
    })
  })

  it('that nobody checks in time is raised to the supervisor', async () => {
    await world.give({ values: { total: 10_010 }, takenOn: '2026-10-24' })
    const [task] = await world.openTasks()
    expect(task?.dueAt).toBe('2026-12-01T15:00:00.000Z')
    await world.asSystem((ctx) => engine.fireDueTimers(ctx), new Date('2026-12-01T15:00:00Z'))
    expect((await world.openTasks())[0]).toMatchObject({ isEscalated: true })
  })

  it('that corrects an accepted one of the day takes its place when a specialist says so', async () => {
    await world.give({ values: { total: 10_290 } })
    await world.give({ values: { total: 10_280 } }, LATER)
    await world.check({ decision: 'accept', remark: '' }, new Date(LATER.getTime() + 1_000))
    const states = (await world.readingsOf(world.single)).slice(0, 2).map(({ state, values }) => [state, values.total])
    expect(states).toEqual([
      ['accepted', 10_280],
      ['replaced', 10_290],
    ])
    expect((await world.handedOver()).map(({ value }) => value)).toEqual([10_290, 10_280])
  })
})

describe('what a specialist decides later', () => {
  it.each([
    ['phone', ['agent', 'clerk']],
    ['visit', ['clerk']],
  ] as const)('is told by a person where it came by %s', async (channel, roles) => {
    const contact = await world.asSystem(
      (ctx) =>
        startInteraction(
          {
            consumerId: world.consumer,
            channel,
            direction: 'in',
            state: 'ended',
            subject: 'Звонок',
            address: '+79172345678',
          },
          ctx,
        ),
      NOON,
    )
    await world.give({ values: { total: 10_010 }, takenOn: '2026-10-24', channel, interactionId: contact.id })
    await world.check({ decision: 'accept', remark: '' }, LATER)
    const [told] = (await world.openTasks(world.staff.clerk)).filter(({ kind }) => kind === 'contact')
    expect(told).toMatchObject({
      roles,
      address: '+79172345678',
      note: expect.stringContaining('Показания приняты: 10010'),
    })
  })
})

describe('what staff write down', () => {
  it('stands on the timeline with what was told, and only of a meter of this consumer', async () => {
    const take = (consumerId: typeof world.consumer) =>
      world.asStaff(
        world.staff.agent,
        (ctx) =>
          readingHandlers.takeReading(
            { consumerId, meterId: world.single, takenOn: DAY, values: { total: 10_290 }, commandId: commandId() },
            ctx,
          ),
        NOON,
      )
    expect((await take(world.consumer)).text).toBe('Показания приняты: 10290. Расход 290 кВт·ч.')
    const { rows } = await sql`
      select channel, subject, preview from interaction where consumer_id = ${world.consumer}`.execute(world.db)
    expect(rows).toEqual([
      {
        channel: 'notice',
        subject: 'Показания счётчика 04512877',
        preview: 'Показания приняты: 10290. Расход 290 кВт·ч.',
      },
    ])
    await expect(take(world.consumer2)).rejects.toMatchObject({ code: 'meterUnknown' })
    await expect(take(world.otherConsumer)).rejects.toMatchObject({ code: 'meterUnknown' })
  })
})

describe('what is handed to billing', () => {
  const take = (confirmed: string | null = null, limit = 10) =>
    world.asSystem((ctx) =>
      readingHandlers.takeHandOver({ receiver: 'billing', confirmed, limit, commandId: commandId() }, ctx),
    )

  it('comes again until it is confirmed, and every row once', async () => {
    await world.give({ meterId: world.twoZones, values: { day: 520, night: 310 } })
    await world.give({ values: { total: 10_290 } }, LATER)
    const first = await take(null, 2)
    expect(first.rows.map(({ zone }) => zone)).toEqual(['day', 'night'])
    expect(await take(null, 2)).toEqual(first)
    const second = await take(first.batchId, 2)
    expect(second.rows).toMatchObject([{ zone: 'total', valueKwh: 10_290 }])
    expect(await take(second.batchId)).toEqual({ batchId: null, rows: [] })
    // a confirmation that comes twice is none of the next batch
    expect(await take(second.batchId)).toEqual({ batchId: null, rows: [] })
  })

  it('is given to adjacent systems alone', async () => {
    await world.give({ values: { total: 10_290 } })
    const server = await world.serve()
    expect((await server.call('takeHandOver', {}, world.staff.agent)).status).toBe(403)
    await sql`update staff set roles = '{integration}' where id = ${world.staff.agent2.id}`.execute(world.db)
    const { status, body } = await server.call('takeHandOver', {}, world.staff.agent2)
    expect([status, body.rows.length]).toEqual([200, 1])
  })

  it('is refused to a system that nobody named, and for a batch that never was', async () => {
    const other = world.asSystem((ctx) =>
      readingHandlers.takeHandOver({ receiver: 'somebody', confirmed: null, limit: 1, commandId: commandId() }, ctx),
    )
    await expect(other).rejects.toMatchObject({ code: 'receiverUnknown' })
    await expect(take('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ code: 'batchUnknown' })
  })
})

describe('telemetry', () => {
  it('is kept by the number of the meter; a reading that differs goes to a specialist', async () => {
    const rows = [
      { meterNumber: '04512877', takenOn: DAY, values: { total: 10_400 } },
      { meterNumber: 'нет такого', takenOn: DAY, values: { total: 1 } },
    ]
    const kept = await world.asSystem((ctx) => readingHandlers.reportTelemetry({ rows, commandId: commandId() }, ctx))
    expect(kept).toEqual({ kept: 1, unknown: ['нет такого'] })
    expect(await world.give({ values: { total: 10_290 } })).toMatchObject({
      state: 'inCheck',
      findings: ['telemetryDiffers'],
    })
  })
})
