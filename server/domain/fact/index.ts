import { COMPANY, type FactCursor, type Handlers } from '#shared/contract/contract'
import type { factEndpoints } from '#shared/contract/fact'
import { type Context, staffOf } from '../../db/context.ts'
import { newestCursor, readFacts } from '../../db/factReader.ts'
import { isAfter } from '../../db/readFacts.ts'

/** What the caller may hear: everything told to anybody, for staff of the whole company; else their branch, themselves and the company. */
async function pullFacts(input: { after?: FactCursor | undefined; limit: number }, ctx: Context) {
  const staff = staffOf(ctx)
  const newest = await newestCursor(ctx.tx)
  if (!input.after) return { facts: [], cursor: newest, isLast: true }
  const rooms = staff.branchId ? [`staff:${staff.id}`, `branch:${staff.branchId}`, COMPANY] : undefined
  const page = await readFacts(ctx.tx, input.after, { limit: input.limit, rooms })
  const heard = page.facts.filter((fact) => fact.rooms.length > 0)
  const facts = heard.map(({ rooms: _rooms, ...fact }) => fact)
  const isLast = page.facts.length < input.limit
  return { facts, cursor: page.facts.at(-1)?.cursor ?? (isLast ? later(input.after, newest) : input.after), isLast }
}

/** Nothing of mine in between: the reader may go on from the newest, never backwards. */
const later = (a: FactCursor, b: FactCursor): FactCursor => (isAfter(b, a) ? b : a)

export const factHandlers: Handlers<typeof factEndpoints, Context> = { pullFacts }
