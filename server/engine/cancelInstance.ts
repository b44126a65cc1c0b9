import { Refusal } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import { closeScope } from './advance.ts'
import { elementOf } from './definition.ts'
import { execution, type Run, record } from './run.ts'
import { advanceOne } from './store.ts'
import type { Works } from './work.ts'

export type CancelInput = { instanceId: string; reason: string }

/** Ends an instance where it stands. Refusal: instanceEnded. */
export const cancelInstance = (works: Works, input: CancelInput, ctx: Context): Promise<void> =>
  advanceOne(works, input.instanceId, ctx, (run) => endAll(run, input))

export async function endAll(run: Run, { reason }: CancelInput): Promise<void> {
  if (run.instance.state !== 'active') throw new Refusal('instanceEnded')
  for (const token of run.tokens.all()) {
    const element = elementOf(run.definition, token.elementId)
    if (token.state === 'waiting' && element.kind === 'userTask')
      await run.work.taskLeft(execution(run, token, element), 'cancelled', run.ctx)
    closeScope(run, token)
    run.tokens.drop(token.no)
  }
  for (const task of run.tasks.all()) run.tasks.drop(task.no)
  for (const { no } of run.subscriptions.all()) run.subscriptions.drop(no)
  for (const incident of run.incidents.all())
    if (!incident.closedAt) run.incidents.put({ ...incident, closedAt: run.ctx.now })
  run.instance = { ...run.instance, state: 'cancelled', endedAt: run.ctx.now, endReason: reason }
  record(run, 'cancelled', null, null, { reason })
}
