import { Refusal } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import { type Run, record } from './run.ts'
import { advanceOne } from './store.ts'
import { cancelAll } from './walk/index.ts'
import type { Works } from './work.ts'

export type CancelInput = { instanceId: string; reason: string }

/** The error that a called process ends with when it is cancelled. */
export const CANCELLED = 'cancelled'

/** Ends an instance where it stands. Refusal: instanceEnded. */
export const cancelInstance = (works: Works, input: CancelInput, ctx: Context): Promise<void> =>
  advanceOne(works, input.instanceId, ctx, (run) => endAll(run, input))

export async function endAll(run: Run, { reason }: CancelInput): Promise<void> {
  if (run.instance.state !== 'active') throw new Refusal('instanceEnded')
  await cancelAll(run)
  for (const incident of run.incidents.all())
    if (!incident.closedAt) run.incidents.put({ ...incident, closedAt: run.ctx.now })
  run.instance = { ...run.instance, state: 'cancelled', endedAt: run.ctx.now, endReason: reason }
  record(run, 'cancelled', null, null, { reason })
  // who called it would wait for ever; where the end came from there, nobody waits any more
  const { caller } = run.instance
  if (caller) run.posts.push({ kind: 'error', caller, code: CANCELLED })
}
