import { sql } from 'kysely'
import type { MeterId, ReadingId } from '#shared/contract/ids'
import type { Judgement } from '#shared/rules/reading'
import type { Context } from '../../db/context.ts'
import { handOver } from './handOver.ts'
import type { ParsedLine } from './importLine.ts'

/** A line of a file that was recognised, and what the control made of it. */
export type Known = { line: number; parsed: ParsedLine; meterId: MeterId }
export type Judged = Known & Judgement & { id: ReadingId }

/** Writes accepted lines, and their rows for billing, all at once. */
export async function writeAccepted(importId: string, accepted: readonly Judged[], ctx: Context): Promise<void> {
  if (accepted.length === 0) return
  const rows = accepted.map(({ id, meterId, parsed, findings, consumptionKwh }) => ({
    id,
    meterId,
    takenOn: parsed.takenOn,
    values: parsed.values,
    findings,
    consumptionKwh,
  }))
  const { rows: named } = await sql<{ id: ReadingId; accountNumber: string; meterNumber: string }>`
    with written as (
      insert into reading (id, meter_id, taken_on, values, channel, state, findings, consumption_kwh, attempt, import_id, received_at)
      select r.id, r."meterId", r."takenOn", r.values, 'import', 'accepted', r.findings, r."consumptionKwh", 1, ${importId}, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (id uuid, "meterId" uuid, "takenOn" date, values jsonb, findings text[], "consumptionKwh" bigint)
      returning id, meter_id)
    select w.id, a.number as "accountNumber", m.number as "meterNumber" from written w join meter m on m.id = w.meter_id
    join metering_point p on p.id = m.metering_point_id join account a on a.id = p.account_id`.execute(ctx.tx)
  const names = new Map(named.map((one) => [one.id, one]))
  await handOver(
    rows.flatMap(({ id, takenOn, values }) => {
      const name = names.get(id)
      return name ? [{ ...name, takenOn, values }] : []
    }),
    ctx,
  )
}
