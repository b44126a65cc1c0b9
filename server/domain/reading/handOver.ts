import { sql } from 'kysely'
import { z } from 'zod'
import type { Reading } from '#shared/contract/reading'
import type { Context } from '../../db/context.ts'
import { readSetting } from '../../db/setting.ts'

type HandedOver = Pick<Reading, 'id' | 'accountNumber' | 'meterNumber' | 'takenOn' | 'values'>

/** A row for each receiver, reading and register: written once, whoever writes it again. */
export async function handOver(readings: readonly HandedOver[], ctx: Context): Promise<void> {
  if (readings.length === 0) return
  const receivers = await readSetting(ctx, 'readingReceivers', z.array(z.string()))
  await sql`
    insert into reading_handover (receiver, reading_id, zone, account_number, meter_number, taken_on, value_kwh, made_at)
    select receiver, r.id, v.key, r."accountNumber", r."meterNumber", r."takenOn", v.value::bigint, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(readings)}::jsonb)
      as r (id uuid, "accountNumber" text, "meterNumber" text, "takenOn" date, values jsonb)
    cross join unnest(${receivers}::text[]) receiver cross join jsonb_each_text(r.values) v
    on conflict do nothing`.execute(ctx.tx)
}
