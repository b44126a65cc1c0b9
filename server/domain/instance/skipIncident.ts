import type { InstanceId } from '#shared/contract/ids'
import type { AfterInterference } from '#shared/contract/instance'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { after, toldOf } from './after.ts'
import { guardInstance } from './guardInstances.ts'
import { instanceEngine } from './ports.ts'

type Input = {
  instanceId: InstanceId
  incidentNo: number
  reason: string
  variables: Record<string, unknown>
  flowId?: string | undefined
}

/** Refusals: instanceEnded, incidentClosed, wayNeeded, noSuchWay, cannotSkip, skipFailed, valueTooLarge. */
export async function skipIncident(input: Input, ctx: Context): Promise<AfterInterference> {
  await guardInstance(input, ctx)
  const { instanceId, incidentNo, reason, variables, flowId } = input
  const skipped = await instanceEngine().skipIncident({ instanceId, incidentNo, reason, variables, flowId }, ctx)
  await announce(ctx, 'instanceIncidentSkipped', { ...toldOf(input, skipped), elementId: skipped.elementId })
  return after(input, skipped)
}
