import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { SuggestionId } from '#shared/contract/ids'
import type { Suggestion } from '#shared/contract/suggestion'
import { type Context, staffOf } from '../../db/context.ts'
import { lockSuggestion, tellChanged } from './sql.ts'

type Input = { suggestionId: SuggestionId; isAccepted: boolean; reason: string }

/** Once, with a reason. Refusal: suggestionDecided. */
export async function decideSuggestion({ suggestionId, isAccepted, reason }: Input, ctx: Context): Promise<Suggestion> {
  const { state } = await lockSuggestion({ suggestionId }, ctx)
  if (state !== 'open') throw new Refusal('suggestionDecided')
  await sql`
    update suggestion set state = ${isAccepted ? 'accepted' : 'rejected'}, decided_by = ${staffOf(ctx).id},
      decided_at = ${ctx.now}, reason = ${reason}
    where id = ${suggestionId}`.execute(ctx.tx)
  return tellChanged(suggestionId, ctx)
}
