import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { SuggestionId } from '#shared/contract/ids'
import type { Suggestion } from '#shared/contract/suggestion'
import { type Context, staffOf } from '../../db/context.ts'
import { lockSuggestion, tellChanged } from './sql.ts'

type Input = { suggestionId: SuggestionId; isFor: boolean }

/** One vote a person, which may be taken back. Refusal: suggestionDecided. */
export async function voteForSuggestion({ suggestionId, isFor }: Input, ctx: Context): Promise<Suggestion> {
  const { state } = await lockSuggestion({ suggestionId }, ctx)
  if (state !== 'open') throw new Refusal('suggestionDecided')
  const { id } = staffOf(ctx)
  const change = isFor
    ? sql`insert into suggestion_vote (suggestion_id, staff_id) values (${suggestionId}, ${id}) on conflict do nothing`
    : sql`delete from suggestion_vote where suggestion_id = ${suggestionId} and staff_id = ${id}`
  await change.execute(ctx.tx)
  return tellChanged(suggestionId, ctx)
}
