import { type RawBuilder, sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import type { ConsumerId, InteractionId, MeterId, ReadingId } from '#shared/contract/ids'
import { Meter, Reading } from '#shared/contract/reading'
import type { Context } from '../../db/context.ts'

const columns = sql`
  r.id, r.meter_id as "meterId", m.number as "meterNumber", a.number as "accountNumber", a.consumer_id as "consumerId",
  c.branch_id as "branchId", r.taken_on::text as "takenOn", r.values, r.channel, r.state, r.findings,
  r.consumption_kwh as "consumptionKwh", r.attempt, r.remark, r.interaction_id as "interactionId", r.received_at as "receivedAt",
  r.ask_until as "askUntil"`
const joined = sql`reading r join meter m on m.id = r.meter_id join metering_point p on p.id = m.metering_point_id
  join account a on a.id = p.account_id join consumer c on c.id = a.consumer_id`

/** `tail` is a `where … order by … limit …`. */
export async function selectReadings(ctx: Context, tail: RawBuilder<unknown>): Promise<Reading[]> {
  const { rows } = await sql<Record<string, unknown>>`select ${columns} from ${joined} ${tail}`.execute(ctx.tx)
  return rows.map((row) => Reading.parse(withIso(row)))
}

/** Throws Missing('noSuchReading'). */
export async function selectReading(ctx: Context, readingId: ReadingId): Promise<Reading> {
  const [found] = await selectReadings(ctx, sql`where r.id = ${readingId}`)
  if (!found) throw new Missing('noSuchReading')
  return found
}

/** The registers of a tariff as they are today. */
export const zonesToday = (ctx: Context) => sql`coalesce((select z.zones from tariff_zone z
  where z.tariff = p.tariff and z.valid_from <= ${ctx.now}::date order by z.valid_from desc limit 1), '{}')`

export async function selectMeters(
  ctx: Context,
  tail: RawBuilder<unknown>,
): Promise<(Meter & { consumerId: ConsumerId })[]> {
  const { rows } = await sql<Record<string, unknown> & { consumerId: ConsumerId }>`
    select m.id, m.number, a.number as "accountNumber", p.address, p.tariff, ${zonesToday(ctx)} as zones, m.digits,
      p.permitted_kw as "permittedKw", m.verified_until::text as "verifiedUntil", m.removed_on::text as "removedOn",
      a.consumer_id as "consumerId"
    from meter m join metering_point p on p.id = m.metering_point_id join account a on a.id = p.account_id ${tail}`.execute(
    ctx.tx,
  )
  return rows.map((row) => ({ ...Meter.parse(row), consumerId: row.consumerId }))
}

export type NewRow = Pick<
  Reading,
  'meterId' | 'takenOn' | 'values' | 'channel' | 'findings' | 'consumptionKwh' | 'attempt'
> & {
  id: ReadingId
  interactionId: Reading['interactionId']
}

/** Not decided yet: it stands as being looked at. */
export async function insertReading(row: NewRow, ctx: Context): Promise<void> {
  await sql`
    insert into reading (id, meter_id, taken_on, values, channel, state, findings, consumption_kwh, attempt, interaction_id, received_at)
    values (${row.id}, ${row.meterId}, ${row.takenOn}, ${JSON.stringify(row.values)}::jsonb, ${row.channel}, 'inCheck', ${row.findings},
      ${row.consumptionKwh}, ${row.attempt}, ${row.interactionId}, ${ctx.now})`.execute(ctx.tx)
}

/** The reading of this meter that was asked for anew and is still waited for. */
export async function selectAsked(ctx: Context, meterId: MeterId): Promise<Reading | undefined> {
  return (
    await selectReadings(
      ctx,
      sql`where r.meter_id = ${meterId} and r.state = 'askedAgain' order by r.received_at desc limit 1`,
    )
  )[0]
}

/** How many readings came by a contact. */
export async function readingsOfContact(interactionId: InteractionId, ctx: Context): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from reading where interaction_id = ${interactionId}`.execute(ctx.tx)
  return rows[0]?.n ?? 0
}

function withIso(row: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  )
}
