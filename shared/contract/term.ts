import { z } from 'zod'
import { AppealKind } from './appeal.ts'
import { ConnectionClass } from './connection.ts'
import { COMPANY, CommandId, endpoints, fact } from './contract.ts'
import { TopicCode } from './topic.ts'

/** Of what a term is: a kind of appeal, or a class of connection. */
export const TermKind = z.union([AppealKind, ConnectionClass])
export type TermKind = z.infer<typeof TermKind>
export const TermUnit = z.enum(['workingDays', 'calendarDays', 'hours', 'months'])
export const TermName = z
  .string()
  .regex(/^[a-z][a-zA-Z]*(\.[a-z][a-zA-Z]*)+$/)
  .brand<'TermName'>()
export type TermName = z.infer<typeof TermName>

/** One dated row: what a term is from a day on, until a later row of the same name, topic and kind. */
export const TermRow = z.object({
  id: z.number().int(),
  name: TermName,
  /** Null: for every topic, every kind. */
  topic: TopicCode.nullable(),
  kind: TermKind.nullable(),
  amount: z.number().int().positive(),
  unit: TermUnit,
  validFrom: z.iso.date(),
  /** The last day it holds; null: nothing follows it yet. */
  validTo: z.iso.date().nullable(),
  /** The text it stands in. */
  source: z.string(),
  /** Null: it came with a release. */
  addedByName: z.string().nullable(),
})
export type TermRow = z.infer<typeof TermRow>

export const termEndpoints = endpoints({
  /** By name, then topic and kind, the newest first; `today` tells which of them holds. */
  listTermRows: {
    method: 'GET',
    path: '/terms',
    input: z.object({}),
    output: z.object({ items: z.array(TermRow), today: z.iso.date() }),
    refusals: [],
    allow: ['administrator', 'analyst', 'supervisor', 'auditor'],
  },
  /** What holds from a day on, today at the earliest: what has held is never rewritten. Only a known name has a use. */
  addTerm: {
    method: 'POST',
    path: '/terms',
    input: z.object({
      name: TermName,
      topic: TopicCode.nullable(),
      kind: TermKind.nullable(),
      amount: z.number().int().min(1).max(9_999),
      unit: TermUnit,
      validFrom: z.iso.date(),
      source: z.string().trim().min(5).max(1_000),
      commandId: CommandId,
    }),
    output: TermRow,
    refusals: ['termUnknown', 'topicUnknown', 'validFromPast', 'termExists'],
    allow: ['administrator'],
  },
  /** Only what has not begun to hold. */
  withdrawTerm: {
    method: 'POST',
    path: '/terms/:id/withdraw',
    input: z.object({ id: z.coerce.number().int().positive(), commandId: CommandId }),
    output: z.object({}),
    refusals: ['termHolds'],
    allow: ['administrator'],
  },
})

export const termFacts = {
  termAdded: fact({ version: 1, payload: z.object({ term: TermRow }), rooms: () => [COMPANY] }),
  termWithdrawn: fact({ version: 1, payload: z.object({ term: TermRow }), rooms: () => [COMPANY] }),
}
