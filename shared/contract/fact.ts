import { z } from 'zod'
import { endpoints, FactCursor } from './contract.ts'

export const ToldFact = z.object({
  cursor: FactCursor,
  name: z.string(),
  version: z.number().int(),
  at: z.iso.datetime(),
  actor: z.string(),
  payload: z.record(z.string(), z.unknown()),
})
export type ToldFact = z.infer<typeof ToldFact>

export const factEndpoints = endpoints({
  /**
   * The facts the caller may hear after a cursor, oldest first: how a screen or an office catches up.
   * Without `after`: no facts, only the newest cursor to start from.
   */
  pullFacts: {
    method: 'GET',
    path: '/facts',
    input: z.object({ after: FactCursor.optional(), limit: z.coerce.number().int().min(1).max(1000).default(500) }),
    output: z.object({ facts: z.array(ToldFact), cursor: FactCursor, isLast: z.boolean() }),
    refusals: [],
    allow: 'staff',
  },
})
