import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { DraftMark, ProcessKey } from '#shared/contract/process'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { processEngine } from './ports.ts'
import { changedMeanwhile, markOf, selectDraft } from './sql.ts'

type Input = { key: ProcessKey; name: string; xml: string; revision: number; basedOn: number | null }

/**
 * Keeps work in progress. Refusals: draftChangedMeanwhile, somebody saved after this one was opened (whose, when, which revision);
 * draftGone, it was deployed or discarded meanwhile; keyTaken, a new process would take the key of one that runs.
 */
export async function saveDraft(input: Input, ctx: Context): Promise<DraftMark> {
  const { key, name, revision } = input
  if (revision === 0 && input.basedOn === null && (await processEngine().versions({ key }, ctx)).length > 0)
    throw new Refusal('keyTaken')
  const isSaved = revision === 0 ? await insert(input, ctx) : await update(input, ctx)
  const draft = await selectDraft(ctx, key)
  if (!draft) throw new Refusal('draftGone')
  if (!isSaved) throw changedMeanwhile(draft)
  await announce(ctx, 'processDraftSaved', { key, name, draft: markOf(draft) })
  return markOf(draft)
}

async function insert({ key, name, xml, basedOn }: Input, ctx: Context): Promise<boolean> {
  const { rows } = await sql`
    insert into process_draft (key, name, xml, revision, based_on, saved_at, saved_by)
    values (${key}, ${name}, ${xml}, 1, ${basedOn}, ${ctx.now}, ${staffOf(ctx).id})
    on conflict (key) do nothing returning key`.execute(ctx.tx)
  return rows.length > 0
}

async function update({ key, name, xml, revision, basedOn }: Input, ctx: Context): Promise<boolean> {
  const { rows } = await sql`
    update process_draft set name = ${name}, xml = ${xml}, revision = revision + 1, based_on = ${basedOn}, saved_at = ${ctx.now},
      saved_by = ${staffOf(ctx).id}
    where key = ${key} and revision = ${revision} returning key`.execute(ctx.tx)
  return rows.length > 0
}
