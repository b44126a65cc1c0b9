import { sql } from 'kysely'
import type { Context } from '../../db/context.ts'

/** Inserts many rows in statements of a thousand; the columns are those of the table with the same names. */
export async function insertMany(ctx: Context, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).map((name) => sql.ref(name))
  for (let at = 0; at < rows.length; at += 1000) {
    const chunk = JSON.stringify(rows.slice(at, at + 1000))
    await sql`
      insert into ${sql.table(table)} (${sql.join(columns)})
      select ${sql.join(columns)} from jsonb_populate_recordset(null::${sql.table(table)}, ${chunk}::jsonb)`.execute(
      ctx.tx,
    )
  }
}
