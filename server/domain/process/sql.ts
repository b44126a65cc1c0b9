import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { DraftMark, ProcessKey } from '#shared/contract/process'
import type { Context } from '../../db/context.ts'

export type Draft = DraftMark & { key: ProcessKey; name: string }
type Row = Omit<Draft, 'savedAt'> & { savedAt: Date }

const columns = sql`
  d.key, d.name, d.revision, d.based_on as "basedOn", d.saved_at as "savedAt", s.name as "savedByName"`
const from = sql`process_draft d join staff s on s.id = d.saved_by`
const told = (row: Row): Draft => ({ ...row, savedAt: row.savedAt.toISOString() })

export async function selectDrafts(ctx: Context): Promise<Draft[]> {
  const { rows } = await sql<Row>`select ${columns} from ${from} order by d.key`.execute(ctx.tx)
  return rows.map(told)
}

export async function selectDraft(ctx: Context, key: ProcessKey): Promise<(Draft & { xml: string }) | null> {
  const { rows } = await sql<Row & { xml: string }>`
    select ${columns}, d.xml from ${from} where d.key = ${key}`.execute(ctx.tx)
  return rows[0] ? { ...told(rows[0]), xml: rows[0].xml } : null
}

/** The draft as the caller knows it, locked. Refusals: noDraft, draftChangedMeanwhile with whose it is and since when. */
export async function lockDraft(ctx: Context, key: ProcessKey, revision: number): Promise<Draft & { xml: string }> {
  await sql`select 1 from process_draft where key = ${key} for update`.execute(ctx.tx)
  const draft = await selectDraft(ctx, key)
  if (!draft) throw new Refusal('noDraft')
  if (draft.revision !== revision) throw changedMeanwhile(draft)
  return draft
}

export const markOf = ({ revision, basedOn, savedAt, savedByName }: Draft): DraftMark => ({
  revision,
  basedOn,
  savedAt,
  savedByName,
})

export const changedMeanwhile = ({ savedByName, savedAt, revision }: Draft) =>
  new Refusal('draftChangedMeanwhile', { savedByName, savedAt, revision })

export type Said = { version: number; comment: string; rolledBackTo: number | null }
export async function selectSaid(ctx: Context, key: ProcessKey): Promise<Map<number, Said>> {
  const { rows } = await sql<Said>`
    select version, comment, rolled_back_to as "rolledBackTo" from process_version where key = ${key}`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.version, row]))
}

/** Names behind the engine's `staff:<id>`; what a release deployed is nobody's. */
export async function namesOf(ctx: Context, actors: readonly string[]): Promise<Map<string, string>> {
  const ids = actors.filter((actor) => actor.startsWith('staff:')).map((actor) => actor.slice('staff:'.length))
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from staff where id = any(${[...new Set(ids)]}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map(({ id, name }) => [`staff:${id}`, name]))
}
