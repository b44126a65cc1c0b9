import { z } from 'zod'
import { COMPANY, CommandId, endpoints, fact } from './contract.ts'
import { SuggestionId } from './ids.ts'

/** The id of a process in its drawing: stays the same through all versions. */
export const ProcessKey = z
  .string()
  .regex(/^[A-Za-z_][\w.-]{0,79}$/)
  .brand<'ProcessKey'>()
export type ProcessKey = z.infer<typeof ProcessKey>
/** The id of an element in a drawing. */
export const ElementId = z.string().min(1).max(200)

/** open → accepted → realised, or open → rejected. */
export const SuggestionState = z.enum(['open', 'accepted', 'rejected', 'realised'])
export type SuggestionState = z.infer<typeof SuggestionState>

/** A Kaizen suggestion of staff, pinned to one element of a process. */
export const Suggestion = z.object({
  id: SuggestionId,
  key: ProcessKey,
  elementId: ElementId,
  text: z.string(),
  authorName: z.string(),
  at: z.iso.datetime(),
  state: SuggestionState,
  votes: z.number().int(),
  /** Whether the one who asks has voted for it. */
  hasMyVote: z.boolean(),
  decidedByName: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
  /** The version of the process that brought it. */
  realisedIn: z.number().int().nullable(),
})
export type Suggestion = z.infer<typeof Suggestion>

const readers = ['agent', 'clerk', 'specialist', 'supervisor', 'analyst', 'administrator', 'auditor'] as const
const writers = ['agent', 'clerk', 'specialist', 'supervisor', 'analyst', 'administrator'] as const

export const suggestionEndpoints = endpoints({
  /** Of one process: those with most votes first. */
  listSuggestions: {
    method: 'GET',
    path: '/processes/:key/suggestions',
    input: z.object({ key: ProcessKey }),
    output: z.object({ items: z.array(Suggestion) }),
    refusals: [],
    allow: readers,
  },
  suggest: {
    method: 'POST',
    path: '/processes/:key/suggestions',
    input: z.object({
      key: ProcessKey,
      elementId: ElementId,
      text: z.string().trim().min(5).max(4_000),
      commandId: CommandId,
    }),
    output: Suggestion,
    refusals: [],
    allow: writers,
  },
  /** For it, or no longer for it. One vote a person; what has been decided is voted on no more. */
  voteForSuggestion: {
    method: 'POST',
    path: '/suggestions/:suggestionId/vote',
    input: z.object({ suggestionId: SuggestionId, isFor: z.boolean(), commandId: CommandId }),
    output: Suggestion,
    refusals: ['suggestionDecided'],
    allow: writers,
  },
  /** Never without a reason: its author reads it. */
  decideSuggestion: {
    method: 'POST',
    path: '/suggestions/:suggestionId/decide',
    input: z.object({
      suggestionId: SuggestionId,
      isAccepted: z.boolean(),
      reason: z.string().trim().min(5).max(2_000),
      commandId: CommandId,
    }),
    output: Suggestion,
    refusals: ['suggestionDecided'],
    allow: ['analyst', 'administrator'],
  },
})

export const suggestionFacts = {
  /** Written, voted on, decided or realised. */
  suggestionChanged: fact({
    version: 1,
    payload: z.object({ suggestionId: SuggestionId, key: ProcessKey, elementId: ElementId, state: SuggestionState }),
    rooms: () => [COMPANY],
  }),
}
