import { sql } from 'kysely'
import type { ProcessKey } from '#shared/contract/process'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { lockDraft } from './sql.ts'

type Input = { key: ProcessKey; revision: number }

/** Gives up the work in progress that the caller has seen. Refusals: noDraft, draftChangedMeanwhile. */
export async function discardDraft({ key, revision }: Input, ctx: Context): Promise<{ key: ProcessKey }> {
  await lockDraft(ctx, key, revision)
  await sql`delete from process_draft where key = ${key}`.execute(ctx.tx)
  await announce(ctx, 'processDraftDiscarded', { key, revision })
  return { key }
}
