import { z } from 'zod'
import { FormValues } from './form.ts'

/** What an analyst does with what waits in a trial. `instance`: the drawing itself, or a process that it has called. */
const at = { instance: z.string().max(20) }
export const TrialMove = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('complete'), ...at, taskNo: z.number().int(), values: FormValues }),
  z.object({ kind: z.literal('fire'), ...at, timerNo: z.number().int() }),
  z.object({ kind: z.literal('message'), ...at, name: z.string().max(200), key: z.string().max(500) }),
  z.object({ kind: z.literal('signal'), ...at, name: z.string().max(200) }),
])
export type TrialMove = z.infer<typeof TrialMove>

const element = { instance: z.string(), elementId: z.string(), elementName: z.string() }
/** Where a drawing stands after its moves: what was passed, in order, and what waits. */
export const Trial = z.object({
  state: z.enum(['active', 'completed', 'cancelled']),
  passed: z.array(z.object({ ...element, event: z.string() })),
  tasks: z.array(
    z.object({
      ...element,
      taskNo: z.number().int(),
      form: z.string().nullable(),
      variables: z.record(z.string(), z.unknown()),
    }),
  ),
  timers: z.array(z.object({ ...element, timerNo: z.number().int(), dueAt: z.iso.datetime() })),
  waits: z.array(z.object({ ...element, kind: z.enum(['message', 'signal']), name: z.string(), key: z.string() })),
  failures: z.array(z.object({ ...element, code: z.string(), message: z.string() })),
  variables: z.record(z.string(), z.unknown()),
})
export type Trial = z.infer<typeof Trial>
