import { sql } from 'kysely'
import type { Handlers } from '#shared/contract/contract'
import type { ProcessKey, suggestionEndpoints } from '#shared/contract/suggestion'
import type { Context } from '../../db/context.ts'
import { decideSuggestion } from './decideSuggestion.ts'
import { selectSuggestions } from './sql.ts'
import { suggest } from './suggest.ts'
import { voteForSuggestion } from './voteForSuggestion.ts'

export { loadSuggestion } from './sql.ts'
export { tieToVersion } from './tieToVersion.ts'

async function listSuggestions({ key }: { key: ProcessKey }, ctx: Context) {
  return { items: await selectSuggestions(ctx, sql`where g.key = ${key} order by votes desc, g.at desc, g.id`) }
}

/** How many wait for a decision, by process. */
export async function countOpenSuggestions(ctx: Context): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; count: number }>`
    select key, count(*)::int as count from suggestion where state = 'open' group by key`.execute(ctx.tx)
  return new Map(rows.map(({ key, count }) => [key, count]))
}

export const suggestionHandlers: Handlers<typeof suggestionEndpoints, Context> = {
  listSuggestions,
  suggest,
  voteForSuggestion,
  decideSuggestion,
}
