import { sql } from 'kysely'
import { Denied, Missing } from '#shared/contract/contract'
import type { ConsumerId, TaskId } from '#shared/contract/ids'
import type { Meter, Reading, ZoneValues } from '#shared/contract/reading'
import { type Context, seesBranch } from '../../db/context.ts'
import { guardConsumer } from '../consumer/index.ts'
import { dayKey, telemetryOf } from './knownMeters.ts'
import { selectMeters, selectReadings } from './sql.ts'

type OfConsumer = { consumerId: ConsumerId; perMeter: number }

/** Standing meters first; of each the newest readings, newest first. */
export async function listReadings({ consumerId, perMeter }: OfConsumer, ctx: Context) {
  await guardConsumer({ consumerId }, ctx)
  const meters = await selectMeters(
    ctx,
    sql`where a.consumer_id = ${consumerId} order by m.removed_on is not null, p.address, m.number`,
  )
  const listed: { meter: Meter; readings: Reading[] }[] = []
  for (const { consumerId: _, ...meter } of meters) {
    const newest = sql`where r.meter_id = ${meter.id} order by r.received_at desc, r.id desc limit ${perMeter}`
    listed.push({ meter, readings: await selectReadings(ctx, newest) })
  }
  return listed
}

type Opened = { reading: Reading; meter: Meter; previous: Reading | null; telemetry: ZoneValues | null }

/** Throws Missing('noSuchReading'), Denied('otherBranch'). */
export async function openReadingOfTask({ taskId }: { taskId: TaskId }, ctx: Context): Promise<Opened> {
  const [reading] = await selectReadings(
    ctx,
    sql`where r.instance_id = (select t.instance_id from task t where t.id = ${taskId}) order by r.attempt desc, r.received_at desc limit 1`,
  )
  if (!reading) throw new Missing('noSuchReading')
  if (!seesBranch(ctx.actor, reading.branchId)) throw new Denied('otherBranch')
  const [found] = await selectMeters(ctx, sql`where m.id = ${reading.meterId}`)
  if (!found) throw new Missing('noSuchReading')
  const { consumerId: _, ...meter } = found
  const [previous = null] = await selectReadings(
    ctx,
    sql`where r.meter_id = ${reading.meterId} and r.state = 'accepted' and r.taken_on <= ${reading.takenOn}::date
      and r.id <> ${reading.id} order by r.taken_on desc limit 1`,
  )
  const telemetry = (await telemetryOf([reading], ctx)).get(dayKey(reading)) ?? null
  return { reading, meter, previous, telemetry }
}
