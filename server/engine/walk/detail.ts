import { z } from 'zod'
import type { Run, Scope } from '../run.ts'

/** A completed activity that can be undone: by its own handler or, of a sub-process, by undoing what it did. */
export type Done = { elementId: string; handler: string | null; inner: Done[]; variables: Record<string, unknown> }
const Variables = z.record(z.string(), z.unknown())
const Done: z.ZodType<Done> = z.lazy(() =>
  z.object({ elementId: z.string(), handler: z.string().nullable(), inner: z.array(Done), variables: Variables }),
)

/** A sub-process, a process or a waiting task. */
const Body = z.object({ role: z.literal('body'), log: z.array(Done) })
/** The rounds of an activity. `items`: what is still to come of a sequential one; `total` null: as long as a condition holds. */
const Rounds = z.object({
  role: z.literal('rounds'),
  total: z.number().nullable(),
  begun: z.number(),
  ended: z.number(),
  stopped: z.number(),
  items: z.array(z.unknown()),
  outputs: z.array(z.unknown()),
  log: z.array(Done),
})
/** One round. */
const Round = z.object({ role: z.literal('round'), index: z.number() })
/** What is undone, last first. `log`: what a compensation event sub-process may undo in its turn. */
const Undoing = z.object({ role: z.literal('undoing'), queue: z.array(Done), log: z.array(Done) })

const Detail = z.discriminatedUnion('role', [Body, Rounds, Round, Undoing])
export type Detail = z.infer<typeof Detail>
export type Rounds = z.infer<typeof Rounds>
export type Undoing = z.infer<typeof Undoing>

const EMPTY: Detail = { role: 'body', log: [] }

/** Most scopes have nothing to count, and store nothing. */
export const detailOf = (scope: Scope): Detail => (scope.detail ? Detail.parse(scope.detail) : EMPTY)

export const setDetail = (run: Run, scope: Scope, detail: Detail): Scope => run.scopes.put({ ...scope, detail })

export const isRound = (scope: Scope, elementId: string): boolean =>
  scope.elementId === elementId && scope.detail?.role === 'round'
export const isBody = (scope: Scope, elementId: string): boolean =>
  scope.elementId === elementId && (scope.detail === null || scope.detail.role === 'body')
