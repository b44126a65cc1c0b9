import { sql } from 'kysely'
import { type Day, dueAt, dueDay, type TermLength } from '#shared/rules/calendar'
import type { Context } from '../../db/context.ts'
import { companyOffset, loadCalendar, today } from '../calendar/index.ts'

/** Which term is meant: the row for this topic and kind goes before the general one. */
export type WhichTerm = { name: string; topic?: string | null | undefined; kind?: string | null | undefined }
export type Term = TermLength & { source: string }

/** The term that holds today. Throws when there is none: every name used in a process is part of a migration. */
export async function findTerm({ name, topic = null, kind = null }: WhichTerm, ctx: Context): Promise<Term> {
  const day = await today(ctx)
  const { rows } = await sql<Term>`
    select amount, unit, source from term
    where name = ${name} and (topic is null or topic = ${topic}) and (kind is null or kind = ${kind})
      and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)
    order by topic is null, kind is null, valid_from desc limit 1`.execute(ctx.tx)
  if (!rows[0]) throw new Error(`no term ${name} holds on ${day}`)
  return rows[0]
}

/** The instant a term ends that begins now. */
export async function termEndsAt(which: WhichTerm, ctx: Context): Promise<Date> {
  return dueAt(ctx.now, await findTerm(which, ctx), await loadCalendar(ctx), await companyOffset(ctx))
}

/** The day a term ends that begins today, and the text it stands in. */
export async function termEndsOn(which: WhichTerm, ctx: Context): Promise<{ dueOn: Day; source: string }> {
  const term = await findTerm(which, ctx)
  return { dueOn: dueDay(await today(ctx), term, await loadCalendar(ctx)), source: term.source }
}

/** Names of the terms that a process may give its steps, each with the text its general row stands in. */
export async function listTerms(ctx: Context): Promise<{ name: string; source: string }[]> {
  const { rows } = await sql<{ name: string; source: string }>`
    select distinct on (name) name, source from term
    order by name, topic is not null, kind is not null, valid_from desc`.execute(ctx.tx)
  return rows
}
