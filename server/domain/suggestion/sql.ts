import { type RawBuilder, sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import type { SuggestionId } from '#shared/contract/ids'
import { Suggestion } from '#shared/contract/suggestion'
import { announce } from '../../db/announce.ts'
import { type Context, isStaff } from '../../db/context.ts'

/** `tail` is a `where … order by …`. */
export async function selectSuggestions(ctx: Context, tail: RawBuilder<unknown>): Promise<Suggestion[]> {
  const me = isStaff(ctx.actor) ? ctx.actor.id : null
  const { rows } = await sql<Record<string, unknown>>`
    select g.id, g.key, g.element_id as "elementId", g.text, a.name as "authorName", g.at, g.state, g.reason,
      g.decided_at as "decidedAt", d.name as "decidedByName", g.realised_in as "realisedIn",
      (select count(*)::int from suggestion_vote v where v.suggestion_id = g.id) as votes,
      exists (select 1 from suggestion_vote v where v.suggestion_id = g.id and v.staff_id = ${me}::uuid) as "hasMyVote"
    from suggestion g join staff a on a.id = g.author_id left join staff d on d.id = g.decided_by ${tail}`.execute(
    ctx.tx,
  )
  return rows.map((row) => Suggestion.parse(withIso(row)))
}

/** Throws Missing('noSuchSuggestion'). */
export async function loadSuggestion(
  { suggestionId }: { suggestionId: SuggestionId },
  ctx: Context,
): Promise<Suggestion> {
  const [found] = await selectSuggestions(ctx, sql`where g.id = ${suggestionId}`)
  if (!found) throw new Missing('noSuchSuggestion')
  return found
}

/** The same, locked until the end of the transaction. */
export async function lockSuggestion(which: { suggestionId: SuggestionId }, ctx: Context): Promise<Suggestion> {
  await sql`select 1 from suggestion where id = ${which.suggestionId} for update`.execute(ctx.tx)
  return loadSuggestion(which, ctx)
}

/** The suggestion as it is now, after everybody has been told that it changed. */
export async function tellChanged(suggestionId: SuggestionId, ctx: Context): Promise<Suggestion> {
  const changed = await loadSuggestion({ suggestionId }, ctx)
  const { key, elementId, state } = changed
  await announce(ctx, 'suggestionChanged', { suggestionId, key, elementId, state })
  return changed
}

function withIso(row: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  )
}
