import { sql } from 'kysely'
import type { Context } from '../../db/context.ts'
import { findByPhone } from '../consumer/index.ts'
import { tieInteraction } from '../interaction/index.ts'
import type { LockedCall } from './sql.ts'

/** Ties an untied call to its consumer when the number is the number of exactly one; else a person must choose. */
export async function tieByPhone(call: LockedCall, ctx: Context): Promise<void> {
  if (!call.phone) return
  const { rows } = await sql`select 1 from interaction where id = ${call.id} and consumer_id is null`.execute(ctx.tx)
  if (rows.length === 0) return
  const candidates = await findByPhone({ phone: call.phone }, ctx)
  const only = candidates.length === 1 ? candidates[0] : undefined
  if (only) await tieInteraction({ interactionId: call.id, consumerId: only.id }, ctx)
}
