import { sql } from 'kysely'
import type { ZoneValues } from '#shared/contract/reading'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'

type Input = { rows: readonly { meterNumber: string; takenOn: string; values: ZoneValues }[] }

/** Keeps what smart meters showed; numbers that are no meter's, or several meters', are answered and left out. */
export async function reportTelemetry({ rows }: Input, ctx: Context): Promise<{ kept: number; unknown: string[] }> {
  const byDay = new Map(rows.map((row) => [`${row.meterNumber} ${row.takenOn}`, row]))
  const { rows: kept } = await sql<{ number: string }>`
    with told as (select * from jsonb_to_recordset(${JSON.stringify([...byDay.values()])}::jsonb)
        as r ("meterNumber" text, "takenOn" date, values jsonb)),
      one as (select number, min(id::text)::uuid as id from meter where number in (select "meterNumber" from told)
        group by number having count(*) = 1),
      written as (
        insert into telemetry_reading (meter_id, taken_on, values, received_at)
        select one.id, told."takenOn", told.values, ${ctx.now} from told join one on one.number = told."meterNumber"
        on conflict (meter_id, taken_on) do update set values = excluded.values, received_at = excluded.received_at
        returning meter_id)
    select one.number from written join one on one.id = written.meter_id`.execute(ctx.tx)
  const known = new Set(kept.map(({ number }) => number))
  await announce(ctx, 'telemetryReported', { kept: kept.length })
  return {
    kept: kept.length,
    unknown: [...new Set(rows.map(({ meterNumber }) => meterNumber))].filter((n) => !known.has(n)),
  }
}
