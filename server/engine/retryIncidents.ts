import { Refusal } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import type { Variables } from './expression.ts'
import { type Incident, type Run, record } from './run.ts'
import { advanceOne } from './store.ts'
import { advance } from './walk/index.ts'
import type { Works } from './work.ts'

export type RetryInput = { instanceId: string }
export type Retried = { stillOpen: number }

/** Tries everything again that failed in an instance. Answers how much still fails. Refusals: instanceEnded, nothingFailed. */
export const retryIncidents = (works: Works, input: RetryInput, ctx: Context): Promise<Retried> =>
  advanceOne(works, input.instanceId, ctx, retryAll)

export async function retryAll(run: Run): Promise<Retried> {
  if (run.instance.state !== 'active') throw new Refusal('instanceEnded')
  const open = run.incidents.all().filter((incident) => incident.closedAt === null)
  if (open.length === 0) throw new Refusal('nothingFailed')
  for (const incident of open) tryAgain(run, incident, null)
  await advance(run)
  return { stillOpen: run.incidents.all().filter((incident) => incident.closedAt === null).length }
}

/** Makes a failed token ready again; the advance that follows shows whether that helped. `detail`: why, when somebody said. */
export function tryAgain(run: Run, incident: Incident, detail: Variables | null): void {
  run.incidents.put({ ...incident, closedAt: run.ctx.now })
  const token = run.tokens.get(incident.tokenNo)
  if (token?.state !== 'failed') return
  record(run, 'retried', token.elementId, token.no, detail)
  run.tokens.put({ ...token, state: 'ready' })
}
