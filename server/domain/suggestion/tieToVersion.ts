import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { SuggestionId } from '#shared/contract/ids'
import type { ProcessKey, Suggestion } from '#shared/contract/suggestion'
import type { Context } from '../../db/context.ts'
import { lockSuggestion, tellChanged } from './sql.ts'

type Input = { suggestionId: SuggestionId; key: ProcessKey; version: number }

/** An accepted suggestion came with this version of its process. Refusal: suggestionNotAccepted. */
export async function tieToVersion({ suggestionId, key, version }: Input, ctx: Context): Promise<Suggestion> {
  const known = await lockSuggestion({ suggestionId }, ctx)
  if (known.state !== 'accepted' || known.key !== key) throw new Refusal('suggestionNotAccepted')
  await sql`update suggestion set state = 'realised', realised_in = ${version} where id = ${suggestionId}`.execute(
    ctx.tx,
  )
  return tellChanged(suggestionId, ctx)
}
