import { sql } from 'kysely'
import type { ConsumerId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { numberTokens, wordsOf } from './rules.ts'

/** Lets a consumer be found by a number of another noun, such as a case's `26-000123`. */
export async function addSearchWords(
  { consumerId, text }: { consumerId: ConsumerId; text: string },
  ctx: Context,
): Promise<void> {
  const tokens = [...numberTokens(text), ...wordsOf(text)]
  await sql`
    update consumer_search set tokens = array(select distinct unnest(tokens || ${tokens}::text[])) where consumer_id = ${consumerId}`.execute(
    ctx.tx,
  )
}
