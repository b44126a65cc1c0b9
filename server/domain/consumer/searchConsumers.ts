import { sql } from 'kysely'
import type { ConsumerLine } from '#shared/contract/consumer'
import { type Context, staffOf } from '../../db/context.ts'
import { fold, queryTokens, swapLayout } from './rules.ts'
import { selectLines } from './sql.ts'

const LIMIT = 20

/** Consumers that have every word of the query; when there are none, the query is tried as typed in the wrong keyboard layout. */
export async function searchConsumers({ q }: { q: string }, ctx: Context): Promise<ConsumerLine[]> {
  const found = await find(q, ctx)
  const swapped = swapLayout(q)
  return found.length > 0 || swapped === fold(q) ? found : find(swapped, ctx)
}

/** Ranked: the name begins with what was typed, then by name. Only consumers the actor may open are shown. */
async function find(query: string, ctx: Context): Promise<ConsumerLine[]> {
  const staff = staffOf(ctx)
  const tokens = queryTokens(query)
  if (tokens.length === 0) return []
  const branch = staff.branchId ? sql`and s.branch_id = ${staff.branchId}` : sql``
  const start = `${fold(query.trim()).replace(/[\\%_]/g, '\\$&')}%`
  return selectLines(
    ctx.tx,
    sql`join consumer_search s on s.consumer_id = c.id where s.tokens @> ${tokens} ${branch}
      order by (replace(lower(c.name), 'ё', 'е') like ${start}) desc, c.name, c.id limit ${LIMIT}`,
  )
}
