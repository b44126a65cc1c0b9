import type { Context } from '../../db/context.ts'
import { tryAgain } from '../retryIncidents.ts'
import type { Run } from '../run.ts'
import { advanceOne } from '../store.ts'
import { advance } from '../walk/index.ts'
import type { Works } from '../work.ts'
import { failedAt } from './failedAt.ts'
import { type Standing, standingOf } from './standing.ts'

export type RetryOneInput = { instanceId: string; incidentNo: number; reason: string }
/** `isSolved`: the token did not fail at the same place again. */
export type RetriedOne = Standing & { elementId: string; isSolved: boolean }

/** Tries one thing again that failed. Refusals: instanceEnded, incidentClosed. */
export const retryIncident = (works: Works, input: RetryOneInput, ctx: Context): Promise<RetriedOne> =>
  advanceOne(works, input.instanceId, ctx, (run) => retryOne(run, input))

async function retryOne(run: Run, { incidentNo, reason }: RetryOneInput): Promise<RetriedOne> {
  const token = failedAt(run, incidentNo)
  const incident = run.incidents.get(incidentNo)
  if (incident) tryAgain(run, incident, { reason })
  await advance(run)
  const after = run.tokens.get(token.no)
  const isSolved = !(after?.state === 'failed' && after.elementId === token.elementId)
  return { ...standingOf(run), elementId: token.elementId, isSolved }
}
