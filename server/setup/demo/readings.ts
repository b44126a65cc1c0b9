import { type RawBuilder, sql } from 'kysely'
import { ConsumerId } from '#shared/contract/ids'
import { addDays } from '#shared/rules/calendar'
import type { Context } from '../../db/context.ts'
import { today } from '../../domain/calendar/index.ts'
import { receiveReading, selectReadings } from '../../domain/reading/index.ts'
import type { DemoConsumer } from './consumers.ts'

/** What a point shows is drawn from its id, so that it is the same on every machine. */
const drawn = (salt: string, below: number) =>
  sql`(('x' || substr(md5(p.id::text || ${salt}), 1, 7))::bit(28)::int % ${below}::int)`

/** An id of the shape of a UUID v4 out of a text. */
const idFrom = (text: RawBuilder<unknown>) =>
  sql`overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`

/** A meter at every point with three months of readings; some are being asked for again or checked. Answers how many readings. */
export async function addReadings(ctx: Context, consumers: readonly DemoConsumer[]): Promise<number> {
  const day = await today(ctx)
  await addMeters(ctx, day)
  const readings = await addAccepted(ctx, day)
  // one below the last, one far above the usual, one of a meter whose verification has expired
  const [below, above, expired] = consumers.filter(({ branchId }) => branchId !== consumers[0]?.branchId)
  await give(ctx, below, -200)
  await give(ctx, above, 20_000)
  await expireVerification(ctx, expired, day)
  await give(ctx, expired, 240)
  return readings + 3
}

async function addMeters(ctx: Context, day: string): Promise<void> {
  await sql`update metering_point p set permitted_kw = (array[5, 10, 15, 15, 15, 30])[1 + ${drawn('kw', 6)}]`.execute(
    ctx.tx,
  )
  await sql`
    insert into meter (id, metering_point_id, number, digits, installed_on, verified_until)
    select ${idFrom(sql`p.id::text || 'meter'`)}, p.id, p.meter_number, (array[5, 6, 6])[1 + ${drawn('digits', 3)}],
      ${day}::date - 400 - ${drawn('age', 3000)}, ${day}::date + 200 + ${drawn('left', 3000)}
    from metering_point p where p.meter_number <> ''`.execute(ctx.tx)
}

/** On the 24th of each of the last three months. */
async function addAccepted(ctx: Context, day: string): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into reading (id, meter_id, taken_on, values, channel, state, findings, consumption_kwh, attempt, received_at)
    select ${idFrom(sql`m.id::text || k`)}, m.id, taken.day,
      case p.tariff when 'день-ночь'
        then jsonb_build_object('day', (base + kwh * (4 - k)) * 2 / 3, 'night', (base + kwh * (4 - k)) - (base + kwh * (4 - k)) * 2 / 3)
        else jsonb_build_object('total', base + kwh * (4 - k)) end,
      'portal', 'accepted', '{}', case when k < 3 then kwh end, 1, taken.day + time '09:00'
    from meter m join metering_point p on p.id = m.metering_point_id
    cross join lateral (select 2000 + ${drawn('base', 40_000)} as base, 90 + ${drawn('kwh', 260)} as kwh) shown
    cross join generate_series(1, 3) k
    cross join lateral (select (date_trunc('month', ${day}::date) - make_interval(months => k))::date + 23 as day) taken`.execute(
    ctx.tx,
  )
  return Number(numAffectedRows ?? 0)
}

async function expireVerification(ctx: Context, consumer: DemoConsumer | undefined, day: string): Promise<void> {
  await sql`
    update meter m set verified_until = ${addDays(day, -20)}
    from metering_point p join account a on a.id = p.account_id
    where p.id = m.metering_point_id and a.consumer_id = ${consumer?.id ?? null}::uuid`.execute(ctx.tx)
}

/** A reading of today that stands so much above the last one. */
async function give(ctx: Context, consumer: DemoConsumer | undefined, byKwh: number): Promise<void> {
  if (!consumer) return
  const [last] = await selectReadings(
    ctx,
    sql`where a.consumer_id = ${ConsumerId.parse(consumer.id)} order by r.taken_on desc limit 1`,
  )
  if (!last) return
  const values = Object.fromEntries(
    Object.entries(last.values).map(([zone, kwh]) => [zone, Math.max(0, (kwh ?? 0) + byKwh)]),
  )
  const given = { meterId: last.meterId, takenOn: await today(ctx), values, channel: 'visit' as const }
  await receiveReading({ ...given, interactionId: null }, ctx)
}
