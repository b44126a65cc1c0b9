import { sql } from 'kysely'
import type { CallId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { endCall } from './endCall.ts'

/** The exchange has just begun and knows of no call: whatever was on before it is over, and its agents are to wrap it up. */
export async function endOrphans(ctx: Context): Promise<number> {
  const { rows } = await sql<{ id: CallId }>`select id from call where state <> 'ended' order by id`.execute(ctx.tx)
  for (const { id } of rows) await endCall({ callId: id, endedBy: 'system' }, ctx)
  return rows.length
}
