import { Refusal } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { elementOf } from '../definition.ts'
import type { Variables } from '../expression.ts'
import { type Run, record, type Token } from '../run.ts'
import { advanceOne } from '../store.ts'
import { advance, closeIncidents, runPiece, skip } from '../walk/index.ts'
import type { Works } from '../work.ts'
import { checkSize } from './checkSize.ts'
import { failedAt } from './failedAt.ts'
import { type Standing, standingOf } from './standing.ts'

/** `variables`: what the skipped activity would have given. `flowId`: which way out of a gateway. */
export type SkipInput = {
  instanceId: string
  incidentNo: number
  reason: string
  variables: Variables
  flowId?: string | undefined
}
export type Skipped = Standing & { elementId: string }

/**
 * Goes on behind what failed as if it had been done. Refusals: instanceEnded, incidentClosed, wayNeeded, noSuchWay, cannotSkip (a join
 * that waits for others), skipFailed (what stands behind the activity cannot be reckoned either), valueTooLarge.
 */
export const skipIncident = (works: Works, input: SkipInput, ctx: Context): Promise<Skipped> =>
  advanceOne(works, input.instanceId, ctx, (run) => skipAndAdvance(run, input))

async function skipAndAdvance(run: Run, input: SkipInput): Promise<Skipped> {
  const token = failedAt(run, input.incidentNo)
  checkSize(input.variables)
  const { elementId } = token
  record(run, 'skipped', elementId, token.no, { reason: input.reason })
  closeIncidents(run, token)
  await goOn(run, token, input)
  await advance(run)
  return { ...standingOf(run), elementId }
}

async function goOn(run: Run, token: Token, { variables, flowId }: SkipInput): Promise<void> {
  const element = elementOf(run.definition, token.elementId)
  const ways = element.outgoing.filter(({ id }) => flowId === undefined || id === flowId)
  if (flowId !== undefined && ways.length === 0) throw new Refusal('noSuchWay')
  if (ways.length > 1) throw new Refusal('wayNeeded', { ways: ways.map(({ id }) => id) })
  const isJoin = element.kind === 'parallelGateway' || element.kind === 'inclusiveGateway'
  if (element.kind === 'eventGateway' || (isJoin && element.incoming.length > 1)) throw new Refusal('cannotSkip')
  const done = await runPiece(run, true, () => skip(run, token, element, { variables, ways }))
  if (!done.isDone) throw new Refusal('skipFailed', { message: done.failure.message })
}
