import { sql } from 'kysely'
import type { Handlers } from '#shared/contract/contract'
import type { termEndpoints } from '#shared/contract/term'
import type { Day, TermLength } from '#shared/rules/calendar'
import { lengthText, type Reckoning, readLength, reckonedAt, reckonedOn } from '#shared/rules/termLength'
import type { Context } from '../../db/context.ts'
import { companyOffset, loadCalendar, regionOf, today } from '../calendar/index.ts'
import { addTerm, withdrawTerm } from './addTerm.ts'
import { listTermRows } from './termRows.ts'

export const termHandlers: Handlers<typeof termEndpoints, Context> = { listTermRows, addTerm, withdrawTerm }

/** Which term is meant: the row for this topic and kind goes before the general one. `branchId`: whose calendar it goes by. */
export type WhichTerm = {
  /** Of a dated row, or a length itself: `10wd`. */
  name: string
  topic?: string | null | undefined
  kind?: string | null | undefined
  branchId?: string | null | undefined
}
export type Term = TermLength & { source: string }

/** The term that holds today. Throws when there is none: every name used in a process is part of a migration. */
export async function findTerm({ name, topic = null, kind = null }: WhichTerm, ctx: Context): Promise<Term> {
  const length = readLength(name)
  if (length) return { ...length, source: '' }
  const day = await today(ctx)
  const { rows } = await sql<Term>`
    select amount, unit, source from term
    where name = ${name} and (topic is null or topic = ${topic}) and (kind is null or kind = ${kind})
      and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date)
    order by topic is null, kind is null, valid_from desc limit 1`.execute(ctx.tx)
  if (!rows[0]) throw new Error(`no term ${name} holds on ${day}`)
  return rows[0]
}

/** A due date and what it was reckoned from, so that a new calendar can move it. */
export type Due = { at: Date; reckoned: Reckoning }

/** When a term ends that begins now. */
export async function termDue(which: WhichTerm, ctx: Context): Promise<Due> {
  const { reckoned } = await reckoningOf(which, ctx)
  const calendar = await loadCalendar(ctx, reckoned.calendar)
  return { at: reckonedAt(reckoned, calendar, await companyOffset(ctx)), reckoned }
}

/** The instant a term ends that begins now. */
export const termEndsAt = async (which: WhichTerm, ctx: Context): Promise<Date> => (await termDue(which, ctx)).at

/** The day a term ends that begins today, the text it stands in, and what it was reckoned from. */
export async function termEndsOn(
  which: WhichTerm,
  ctx: Context,
): Promise<{ dueOn: Day; source: string; reckoned: Reckoning }> {
  const { reckoned, source } = await reckoningOf(which, ctx)
  const calendar = await loadCalendar(ctx, reckoned.calendar)
  return { dueOn: reckonedOn(reckoned, calendar, await companyOffset(ctx)), source, reckoned }
}

async function reckoningOf(which: WhichTerm, ctx: Context): Promise<{ reckoned: Reckoning; source: string }> {
  const term = await findTerm(which, ctx)
  const calendar = await regionOf(ctx, which.branchId)
  return { reckoned: { from: ctx.now.toISOString(), length: lengthText(term), calendar }, source: term.source }
}

/** Names of the terms that a process may give its steps, each with the text its general row stands in. */
export async function listTerms(ctx: Context): Promise<{ name: string; source: string }[]> {
  const { rows } = await sql<{ name: string; source: string }>`
    select distinct on (name) name, source from term
    order by name, topic is not null, kind is not null, valid_from desc`.execute(ctx.tx)
  return rows
}
