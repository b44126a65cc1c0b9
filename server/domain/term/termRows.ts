import { sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import { TermRow } from '#shared/contract/term'
import type { Context } from '../../db/context.ts'
import { today } from '../calendar/index.ts'

/** A row ends the day before the next of the same name, topic and kind begins, or on its own last day. */
const rows = sql`
  select t.id, t.name, t.topic, t.kind, t.amount, t.unit, t.valid_from::text as "validFrom", t.source, s.name as "addedByName",
    least(t.valid_to, lead(t.valid_from) over (partition by t.name, t.topic, t.kind order by t.valid_from) - 1)::text as "validTo"
  from term t left join staff s on s.id = t.added_by`

/** By name, the general row first, of the same the newest first. */
export async function listTermRows(_input: object, ctx: Context) {
  const found = await sql<object>`
    select * from (${rows}) r order by name, topic nulls first, kind nulls first, "validFrom" desc`.execute(ctx.tx)
  return { items: found.rows.map((row) => TermRow.parse(row)), today: await today(ctx) }
}

/** Throws Missing('noSuchTerm'). */
export async function selectTermRow(id: number, ctx: Context): Promise<TermRow> {
  const found = await sql<object>`select * from (${rows}) r where id = ${id}`.execute(ctx.tx)
  if (!found.rows[0]) throw new Missing('noSuchTerm')
  return TermRow.parse(found.rows[0])
}
