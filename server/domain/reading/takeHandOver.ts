import { sql } from 'kysely'
import { z } from 'zod'
import { Refusal } from '#shared/contract/contract'
import { HandOverRow } from '#shared/contract/reading'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { readSetting } from '../../db/setting.ts'

type Input = { receiver: string; confirmed: string | null; limit: number }
type Batch = { batchId: string | null; rows: HandOverRow[] }

/**
 * Confirms the batch that was taken before and gives the next. One that is not confirmed is given again: a receiver that broke
 * down between taking and keeping loses nothing. Refusals: receiverUnknown, batchUnknown.
 */
export async function takeHandOver({ receiver, confirmed, limit }: Input, ctx: Context): Promise<Batch> {
  const receivers = await readSetting(ctx, 'readingReceivers', z.array(z.string()))
  if (!receivers.includes(receiver)) throw new Refusal('receiverUnknown', { receiver })
  // two calls of one receiver, one after the other
  await sql`select pg_advisory_xact_lock(hashtext(${`reading_handover ${receiver}`}))`.execute(ctx.tx)
  if (confirmed) await confirm(confirmed, receiver, ctx)
  const { rows } = await sql<{ id: string }>`
    select id from reading_handover_batch where receiver = ${receiver} and confirmed_at is null`.execute(ctx.tx)
  const batchId = rows[0]?.id ?? (await fill(receiver, limit, ctx))
  return { batchId, rows: batchId ? await rowsOf(batchId, ctx) : [] }
}

async function confirm(batchId: string, receiver: string, ctx: Context): Promise<void> {
  const { rows } = await sql`
    update reading_handover_batch set confirmed_at = coalesce(confirmed_at, ${ctx.now})
    where id = ${batchId} and receiver = ${receiver} returning id`.execute(ctx.tx)
  if (rows.length === 0) throw new Refusal('batchUnknown')
  await sql`update reading_handover set status = 'confirmed' where batch_id = ${batchId}`.execute(ctx.tx)
}

/** Null: nothing is ready. */
async function fill(receiver: string, limit: number, ctx: Context): Promise<string | null> {
  const batchId = newId<string>()
  const { rows } = await sql`
    update reading_handover set status = 'taken', batch_id = ${batchId}
    where (receiver, reading_id, zone) in (
      select receiver, reading_id, zone from reading_handover where receiver = ${receiver} and status = 'ready'
      order by made_at, reading_id limit ${limit})
    returning 1`.execute(ctx.tx)
  if (rows.length === 0) return null
  await sql`
    insert into reading_handover_batch (id, receiver, row_count, taken_at) values (${batchId}, ${receiver}, ${rows.length}, ${ctx.now})`.execute(
    ctx.tx,
  )
  await announce(ctx, 'readingBatchTaken', { receiver, batchId, rowCount: rows.length })
  return batchId
}

async function rowsOf(batchId: string, ctx: Context): Promise<HandOverRow[]> {
  const { rows } = await sql`
    select reading_id as "readingId", zone, account_number as "accountNumber", meter_number as "meterNumber",
      taken_on::text as "takenOn", value_kwh as "valueKwh"
    from reading_handover where batch_id = ${batchId} order by made_at, reading_id, zone`.execute(ctx.tx)
  return rows.map((row) => HandOverRow.parse(row))
}
