import { Refusal } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import { closeScope } from './advance.ts'
import { elementOf } from './definition.ts'
import { flush } from './flush.ts'
import { execution, record } from './run.ts'
import { openRun } from './store.ts'
import type { Works } from './work.ts'

/** Ends an instance where it stands. Refusal: instanceEnded. */
export async function cancelInstance(
  works: Works,
  { instanceId, reason }: { instanceId: string; reason: string },
  ctx: Context,
): Promise<void> {
  const run = await openRun(works, instanceId, ctx)
  if (run.instance.state !== 'active') throw new Refusal('instanceEnded')
  for (const token of run.tokens.all()) {
    const element = elementOf(run.definition, token.elementId)
    if (token.state === 'waiting' && element.kind === 'userTask')
      await run.work.taskLeft(execution(run, token, element), 'cancelled', ctx)
    closeScope(run, token)
    run.tokens.drop(token.no)
  }
  for (const incident of run.incidents.all())
    if (!incident.closedAt) run.incidents.put({ ...incident, closedAt: ctx.now })
  run.instance = { ...run.instance, state: 'cancelled', endedAt: ctx.now, endReason: reason }
  record(run, 'cancelled', null, null, { reason })
  await flush(run)
}
