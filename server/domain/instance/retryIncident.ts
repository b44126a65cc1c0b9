import type { InstanceId } from '#shared/contract/ids'
import type { AfterInterference } from '#shared/contract/instance'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { after, toldOf } from './after.ts'
import { guardInstance } from './guardInstances.ts'
import { instanceEngine } from './ports.ts'

type Input = { instanceId: InstanceId; incidentNo: number; reason: string }

/** Refusals: instanceEnded, incidentClosed. */
export async function retryIncident(input: Input, ctx: Context): Promise<AfterInterference> {
  await guardInstance(input, ctx)
  const { instanceId, incidentNo, reason } = input
  const retried = await instanceEngine().retryIncident({ instanceId, incidentNo, reason }, ctx)
  const { elementId, isSolved } = retried
  await announce(ctx, 'instanceIncidentRetried', { ...toldOf(input, retried), elementId, isSolved })
  return after(input, retried)
}
