import { sql } from 'kysely'
import type { Context } from '../../db/context.ts'
import { store } from './store.ts'

/** Files that nobody has named in a command within a day go, with their bytes where no other file has the same. Answers how many. */
export async function sweepAttachments(ctx: Context): Promise<number> {
  const { rows } = await sql<{ storage_key: string }>`
    delete from attachment where message_id is null and interaction_id is null and kept_at < ${ctx.now}::timestamptz - interval '1 day'
    returning storage_key`.execute(ctx.tx)
  const keys = [...new Set(rows.map((row) => row.storage_key))]
  const kept = await sql<{ storage_key: string }>`
    select distinct storage_key from attachment where storage_key = any(${keys}::text[])`.execute(ctx.tx)
  const stillUsed = new Set(kept.rows.map((row) => row.storage_key))
  for (const key of keys) if (!stillUsed.has(key)) await store().delete(key)
  return rows.length
}
