import { sql } from 'kysely'
import { MeterId, TaskId } from '#shared/contract/ids'
import type { ReadingChannel, ZoneValues } from '#shared/contract/reading'
import type { TaskForm } from '#shared/contract/task'
import type { StaffActor } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { makeWorld } from '../../db/testing/world.ts'
import { listReadings } from '../../domain/reading/listReadings.ts'
import { type NewReading, receiveReading } from '../../domain/reading/receiveReading.ts'
import { taskHandlers } from '../../domain/task/index.ts'
import { deployProcesses } from '../index.ts'
import { commandId } from './appealWorld.ts'

/** Noon in Moscow of a day inside the window. */
export const NOON = new Date('2026-11-24T09:00:00Z')
export const DAY = '2026-11-24'
export type ReadingWorld = Awaited<ReturnType<typeof makeReadingWorld>>

type Fitted = { number: string; account: string; tariff?: string; digits?: number }

/** A world whose readings run: one meter of one register, one of two. */
export async function makeReadingWorld() {
  const world = await makeWorld()
  await deployProcesses(world.db)

  /** Puts up a meter; `before` are its accepted readings. */
  async function putUp(
    { number, account, tariff = 'одноставочный', digits = 5 }: Fitted,
    before: [string, ZoneValues, number | null][],
  ) {
    const id = MeterId.parse(newId())
    const [point, accountId] = [newId(), newId()]
    await sql`insert into account (id, consumer_id, number, supplier) values (${accountId}, ${world.consumer}, ${account}, 'Энергосбыт')`.execute(
      world.db,
    )
    await sql`insert into metering_point (id, account_id, address, meter_number, feeder, tariff, permitted_kw)
      values (${point}, ${accountId}, 'Казань, ул. Баумана, 12-44', ${number}, 'K-01', ${tariff}, 15)`.execute(world.db)
    await sql`insert into meter (id, metering_point_id, number, digits, installed_on) values (${id}, ${point}, ${number}, ${digits}, '2020-01-01')`.execute(
      world.db,
    )
    for (const [takenOn, values, kwh] of before)
      await sql`insert into reading (id, meter_id, taken_on, values, channel, state, findings, consumption_kwh, attempt, received_at)
        values (${newId()}, ${id}, ${takenOn}, ${JSON.stringify(values)}::jsonb, 'portal', 'accepted', '{}', ${kwh}, 1, ${takenOn}::date)`.execute(
        world.db,
      )
    return id
  }
  const single = await putUp({ number: '04512877', account: '1004521' }, [
    ['2026-09-24', { total: 9_700 }, null],
    ['2026-10-24', { total: 10_000 }, 300],
  ])
  const twoZones = await putUp({ number: '07700112', account: '1004528', tariff: 'день-ночь' }, [
    ['2026-10-24', { day: 500, night: 300 }, null],
  ])

  type Given = Partial<NewReading> & { values: ZoneValues }
  function give({ values, ...rest }: Given, now = NOON) {
    const channel: ReadingChannel = 'visit'
    const reading = { meterId: single, takenOn: DAY, channel, interactionId: null, ...rest, values }
    return world.asSystem((ctx) => receiveReading(reading, ctx), now)
  }
  const listed = () =>
    world.asStaff(world.staff.agent, (ctx) => listReadings({ consumerId: world.consumer, perMeter: 12 }, ctx))
  const readingsOf = async (meterId: MeterId) =>
    (await listed()).find(({ meter }) => meter.id === meterId)?.readings ?? []
  async function openTasks(staff: StaffActor = world.staff.specialist) {
    const { items } = await world.asStaff(staff, (ctx) => taskHandlers.listTasks({ view: 'mine', limit: 200 }, ctx))
    return items
  }
  async function check(values: Omit<Extract<TaskForm, { form: 'checkReading' }>, 'form'>, now = NOON) {
    const [task] = (await openTasks()).filter(({ form }) => form === 'checkReading')
    if (!task) throw new Error('no reading waits for a specialist')
    const command = {
      taskId: TaskId.parse(task.id),
      values: { form: 'checkReading' as const, ...values },
      commandId: commandId(),
    }
    return world.asStaff(world.staff.specialist, (ctx) => taskHandlers.completeTask(command, ctx), now)
  }
  const handedOver = async () =>
    (
      await sql<{ zone: string; value: number; takenOn: string; number: string }>`
        select zone, value_kwh::int as value, taken_on::text as "takenOn", meter_number as number from reading_handover order by made_at, reading_id, zone`.execute(
        world.db,
      )
    ).rows
  return { ...world, single, twoZones, putUp, give, readingsOf, openTasks, check, handedOver }
}
