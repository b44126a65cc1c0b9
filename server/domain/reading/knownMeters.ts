import { sql } from 'kysely'
import { z } from 'zod'
import { ConsumerId, MeterId } from '#shared/contract/ids'
import { Zone, ZoneValues } from '#shared/contract/reading'
import type { KnownMeter } from '#shared/rules/reading'
import type { Context } from '../../db/context.ts'
import { zonesToday } from './sql.ts'

const Row = z.object({
  id: MeterId,
  number: z.string(),
  accountNumber: z.string(),
  consumerId: ConsumerId,
  digits: z.number().nullable(),
  zones: z.array(Zone),
  installedOn: z.string().nullable(),
  removedOn: z.string().nullable(),
  removal: z.enum(['replaced', 'removed']).nullable(),
  verifiedUntil: z.string().nullable(),
  permittedKw: z.number().nullable(),
  accepted: z.array(z.object({ takenOn: z.string(), values: ZoneValues, consumptionKwh: z.number().nullable() })),
})
export type MeterInHand = z.infer<typeof Row>

/**
 * Locks meters until the end of the transaction, in the order of their ids, and then reads what is known of them: whoever waited
 * for the lock must see what the other has accepted.
 */
export async function lockMeters(ids: readonly MeterId[], remembered: number, ctx: Context): Promise<MeterInHand[]> {
  await sql`select 1 from meter where id = any(${ids}::uuid[]) order by id for no key update`.execute(ctx.tx)
  const { rows } = await sql`
    select m.id, m.number, a.number as "accountNumber", a.consumer_id as "consumerId", m.digits, ${zonesToday(ctx)} as zones,
      m.installed_on::text as "installedOn", m.removed_on::text as "removedOn", m.removal, m.verified_until::text as "verifiedUntil",
      p.permitted_kw as "permittedKw", coalesce(h.accepted, '[]'::json) as accepted
    from meter m join metering_point p on p.id = m.metering_point_id join account a on a.id = p.account_id
    left join lateral (
      select json_agg(json_build_object('takenOn', r.taken_on, 'values', r.values, 'consumptionKwh', r.consumption_kwh)) as accepted
      from (select taken_on, values, consumption_kwh from reading where meter_id = m.id and state = 'accepted'
        order by taken_on desc limit ${remembered}) r
    ) h on true
    where m.id = any(${ids}::uuid[])`.execute(ctx.tx)
  return rows.map((row) => Row.parse(row))
}

export type MeterDay = { meterId: MeterId; takenOn: string }

/** What the smart-metering system read on these days, by meter and day. */
export async function telemetryOf(days: readonly MeterDay[], ctx: Context): Promise<ReadonlyMap<string, ZoneValues>> {
  const { rows } = await sql<MeterDay & { values: ZoneValues }>`
    select t.meter_id as "meterId", t.taken_on::text as "takenOn", t.values from telemetry_reading t
    join unnest(${days.map(({ meterId }) => meterId)}::uuid[], ${days.map(({ takenOn }) => takenOn)}::date[]) d (meter_id, taken_on)
      on d.meter_id = t.meter_id and d.taken_on = t.taken_on`.execute(ctx.tx)
  return new Map(rows.map((row) => [dayKey(row), row.values]))
}
export const dayKey = ({ meterId, takenOn }: MeterDay) => `${meterId} ${takenOn}`

export const knownOf = (meter: MeterInHand, telemetry: ZoneValues | null): KnownMeter => ({ ...meter, telemetry })
