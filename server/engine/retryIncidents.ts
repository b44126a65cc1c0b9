import { Refusal } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import { advance } from './advance.ts'
import { flush } from './flush.ts'
import { record } from './run.ts'
import { openRun } from './store.ts'
import type { Works } from './work.ts'

/** Tries everything again that failed in an instance. Answers how much still fails. Refusals: instanceEnded, nothingFailed. */
export async function retryIncidents(
  works: Works,
  { instanceId }: { instanceId: string },
  ctx: Context,
): Promise<{ stillOpen: number }> {
  const run = await openRun(works, instanceId, ctx)
  if (run.instance.state !== 'active') throw new Refusal('instanceEnded')
  const open = run.incidents.all().filter((incident) => incident.closedAt === null)
  if (open.length === 0) throw new Refusal('nothingFailed')
  for (const incident of open) {
    run.incidents.put({ ...incident, closedAt: ctx.now })
    const token = run.tokens.get(incident.tokenNo)
    if (token?.state !== 'failed') continue
    record(run, 'retried', token.elementId, token.no)
    run.tokens.put({ ...token, state: 'ready' })
  }
  await advance(run)
  await flush(run)
  return { stillOpen: run.incidents.all().filter((incident) => incident.closedAt === null).length }
}
