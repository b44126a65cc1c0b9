import { sql } from 'kysely'
import type { ReadingId } from '#shared/contract/ids'
import type { Reading, ReadingState } from '#shared/contract/reading'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { termEndsAt } from '../term/index.ts'
import { handOver } from './handOver.ts'
import { selectReading } from './sql.ts'

type Which = { readingId: ReadingId }
type Remarked = Which & { remark?: string | null }

/** Takes a reading into the reckoning and puts it on its way to billing; one that is known already changes nothing. */
export async function acceptReading({ readingId, remark = null }: Remarked, ctx: Context): Promise<void> {
  const reading = await selectReading(ctx, readingId)
  await replaceAsked(reading, ctx)
  if (reading.findings.includes('duplicate')) return settle(reading, 'repeated', remark, ctx)
  // a correction takes the place of what was accepted for the day
  await sql`
    update reading set state = 'replaced' where meter_id = ${reading.meterId} and taken_on = ${reading.takenOn} and state = 'accepted'`.execute(
    ctx.tx,
  )
  await settle(reading, 'accepted', remark, ctx)
  await handOver([reading], ctx)
}

/** The consumer is to read the meter once more; answers until when that is waited for. */
export async function askAgain({ readingId, remark = null }: Remarked, ctx: Context): Promise<Date> {
  const reading = await selectReading(ctx, readingId)
  await replaceAsked(reading, ctx)
  const until = await termEndsAt({ name: 'reading.askAgain' }, ctx)
  await sql`update reading set ask_until = ${until} where id = ${readingId}`.execute(ctx.tx)
  await settle(reading, 'askedAgain', remark, ctx)
  return until
}

/** A specialist will look at it. */
export async function sendToCheck({ readingId }: Which, ctx: Context): Promise<Reading> {
  const reading = await selectReading(ctx, readingId)
  await replaceAsked(reading, ctx)
  return reading
}

export async function rejectReading({ readingId, remark = null }: Remarked, ctx: Context): Promise<void> {
  await settle(await selectReading(ctx, readingId), 'rejected', remark, ctx)
}

/** What was asked for anew has not come. False: another reading has taken its place meanwhile, and nothing has lapsed. */
export async function lapseReading({ readingId }: Which, ctx: Context): Promise<boolean> {
  const reading = await selectReading(ctx, readingId)
  if (reading.state !== 'askedAgain') return false
  await settle(reading, 'lapsed', null, ctx)
  return true
}

/** Whether whoever took the reading tells of it in the same breath. */
export const isHeard = ({ receivedAt }: Pick<Reading, 'receivedAt'>, ctx: Context): boolean =>
  receivedAt === ctx.now.toISOString()

async function settle(reading: Reading, state: ReadingState, remark: string | null, ctx: Context): Promise<void> {
  await sql`update reading set state = ${state}, remark = coalesce(${remark}, remark) where id = ${reading.id}`.execute(
    ctx.tx,
  )
  // one taken this very moment is told as received, with what came of it
  if (!isHeard(reading, ctx)) await announce(ctx, 'readingDecided', { reading: await selectReading(ctx, reading.id) })
}

/** The next reading has come: the one that was asked for anew is over. */
async function replaceAsked({ id, meterId }: Reading, ctx: Context): Promise<void> {
  await sql`
    update reading set state = 'replaced' where meter_id = ${meterId} and state = 'askedAgain' and id <> ${id}`.execute(
    ctx.tx,
  )
}
