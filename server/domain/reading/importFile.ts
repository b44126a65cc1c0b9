import { sql } from 'kysely'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import type { Sums } from './importPortion.ts'

export type Import = Sums & { id: string; linesDone: number; isEnded: boolean }

/** Begins a file, or goes on with it: a file is known by what stands in it, not by its name. */
export async function beginImport({ sha256, name }: { sha256: Buffer; name: string }, ctx: Context): Promise<Import> {
  await sql`
    insert into reading_import (id, sha256, name, started_at) values (${newId<string>()}, ${sha256}, ${name.slice(0, 300)}, ${ctx.now})
    on conflict (sha256) do nothing`.execute(ctx.tx)
  const { rows } = await sql<Import>`
    select id, lines_done as "linesDone", accepted, repeated, in_check as "inCheck", rejected, ended_at is not null as "isEnded"
    from reading_import where sha256 = ${sha256}`.execute(ctx.tx)
  if (!rows[0]) throw new Error('an import just begun is not there')
  return rows[0]
}

export async function endImport({ importId }: { importId: string }, ctx: Context): Promise<void> {
  await sql`update reading_import set ended_at = coalesce(ended_at, ${ctx.now}) where id = ${importId}`.execute(ctx.tx)
}

/** The lines that were not taken, in their order, each with its reasons. */
export async function listRejects(
  { importId }: { importId: string },
  ctx: Context,
): Promise<{ line: number; reasons: string[] }[]> {
  const { rows } = await sql<{ line: number; reasons: string[] }>`
    select line, reasons from reading_import_reject where import_id = ${importId} order by line`.execute(ctx.tx)
  return rows
}
