import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { decideLines, type Reject } from './decideLines.ts'
import { type Columns, type ParsedLine, parseLine } from './importLine.ts'
import { findMetersOf } from './importMeters.ts'
import type { Known } from './writeAccepted.ts'

export type Portion = { importId: string; from: number; lines: readonly string[]; columns: Columns }
export type Sums = { accepted: number; repeated: number; inCheck: number; rejected: number }

/**
 * Judges the lines after `from` with the rules of every reading and writes what came of them, all at once. Refusal: portionTaken,
 * where another run has done these lines.
 */
export async function importPortion(portion: Portion, ctx: Context): Promise<Sums> {
  await claim(portion, ctx)
  const { known, rejects } = await recognise(portion, ctx)
  const done = await decideLines(portion.importId, known, ctx)
  const allRejects = [...rejects, ...done.rejects]
  const sums = {
    accepted: done.accepted,
    repeated: done.repeated,
    inCheck: done.inCheck,
    rejected: allRejects.length,
  }
  await keepProgress(portion, sums, allRejects, ctx)
  await announce(ctx, 'readingsImported', { importId: portion.importId, ...sums })
  return sums
}

async function claim({ importId, from }: Portion, ctx: Context): Promise<void> {
  const { rows } = await sql<{ done: number }>`
    select lines_done as done from reading_import where id = ${importId} for update`.execute(ctx.tx)
  if (rows[0]?.done !== from) throw new Refusal('portionTaken')
}

async function recognise(
  { from, lines, columns }: Portion,
  ctx: Context,
): Promise<{ known: Known[]; rejects: Reject[] }> {
  const rejects: Reject[] = []
  const parsed: { line: number; parsed: ParsedLine }[] = []
  for (const [n, text] of lines.entries()) {
    const line = from + n + 1
    const one = parseLine(text, columns)
    if (one) parsed.push({ line, parsed: one })
    else rejects.push({ line, reasons: ['malformed'] })
  }
  const meterOf = await findMetersOf(
    parsed.map((one) => one.parsed),
    ctx,
  )
  const known: Known[] = []
  for (const one of parsed) {
    const meterId = meterOf(one.parsed)
    if (meterId) known.push({ ...one, meterId })
    else rejects.push({ line: one.line, reasons: ['meterUnknown'] })
  }
  return { known, rejects }
}

async function keepProgress(
  { importId, lines }: Portion,
  sums: Sums,
  rejects: readonly Reject[],
  ctx: Context,
): Promise<void> {
  await sql`
    insert into reading_import_reject (import_id, line, reasons)
    select ${importId}, r.line, r.reasons from jsonb_to_recordset(${JSON.stringify(rejects)}::jsonb) as r (line int, reasons text[])`.execute(
    ctx.tx,
  )
  await sql`
    update reading_import set lines_done = lines_done + ${lines.length}, accepted = accepted + ${sums.accepted},
      repeated = repeated + ${sums.repeated}, in_check = in_check + ${sums.inCheck}, rejected = rejected + ${sums.rejected}
    where id = ${importId}`.execute(ctx.tx)
}
