import { sql } from 'kysely'
import type { SuggestionId } from '#shared/contract/ids'
import type { ProcessKey, Suggestion } from '#shared/contract/suggestion'
import { type Context, staffOf } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { tellChanged } from './sql.ts'

type Input = { key: ProcessKey; elementId: string; text: string }

/** Pins a suggestion to an element. Whether the element still stands in the newest drawing is for the screen to show. */
export async function suggest({ key, elementId, text }: Input, ctx: Context): Promise<Suggestion> {
  const id = newId<SuggestionId>()
  await sql`
    insert into suggestion (id, key, element_id, text, author_id, at)
    values (${id}, ${key}, ${elementId}, ${text}, ${staffOf(ctx).id}, ${ctx.now})`.execute(ctx.tx)
  return tellChanged(id, ctx)
}
