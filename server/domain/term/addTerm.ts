import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { TermKind, TermName, TermRow } from '#shared/contract/term'
import type { TopicCode } from '#shared/contract/topic'
import type { Day, TermLength } from '#shared/rules/calendar'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { today } from '../calendar/index.ts'
import { findTopic } from '../topic/index.ts'
import { selectTermRow } from './termRows.ts'

type NewTerm = TermLength & {
  name: TermName
  topic: TopicCode | null
  kind: TermKind | null
  validFrom: Day
  source: string
}

/** A term from a day on. Refusals: validFromPast, termUnknown, topicUnknown, termExists. */
export async function addTerm(term: NewTerm, ctx: Context): Promise<TermRow> {
  const { id: by } = staffOf(ctx)
  if (term.validFrom < (await today(ctx))) throw new Refusal('validFromPast', { field: 'validFrom' })
  const known = await sql`select 1 from term where name = ${term.name} limit 1`.execute(ctx.tx)
  if (known.rows.length === 0) throw new Refusal('termUnknown', { name: term.name })
  if (term.topic) await findTopic({ topic: term.topic }, ctx)
  const { rows } = await sql<{ id: number }>`
    insert into term (name, topic, kind, amount, unit, valid_from, source, added_by, added_at)
    values (${term.name}, ${term.topic}, ${term.kind}, ${term.amount}, ${term.unit}, ${term.validFrom}, ${term.source}, ${by}, ${ctx.now})
    on conflict do nothing returning id`.execute(ctx.tx)
  if (!rows[0]) throw new Refusal('termExists', { field: 'validFrom' })
  const added = await selectTermRow(rows[0].id, ctx)
  await announce(ctx, 'termAdded', { term: added })
  return added
}

/** Takes back what has not begun to hold. Throws Missing('noSuchTerm'). Refusal: termHolds. */
export async function withdrawTerm({ id }: { id: number }, ctx: Context): Promise<Record<string, never>> {
  await sql`select 1 from term where id = ${id} for update`.execute(ctx.tx)
  const term = await selectTermRow(id, ctx)
  if (term.validFrom <= (await today(ctx))) throw new Refusal('termHolds')
  await sql`delete from term where id = ${id}`.execute(ctx.tx)
  await announce(ctx, 'termWithdrawn', { term })
  return {}
}
