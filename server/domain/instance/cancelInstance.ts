import type { InstanceId } from '#shared/contract/ids'
import type { AfterInterference } from '#shared/contract/instance'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { cancelCaseOfInstance } from '../case/index.ts'
import { guardInstance } from './guardInstances.ts'
import { instanceEngine } from './ports.ts'

type Input = { instanceId: InstanceId; reason: string }

/**
 * Ends an instance where it stands. A case that hangs on it is cancelled with it: it could never be answered, and its consumer must
 * know. Refusals: instanceEnded, caseClosed.
 */
export async function cancelInstance({ instanceId, reason }: Input, ctx: Context): Promise<AfterInterference> {
  await guardInstance({ instanceId }, ctx)
  const { key, businessKey } = await instanceEngine().open({ instanceId }, ctx)
  if (!(await cancelCaseOfInstance({ instanceId, reason }, ctx)))
    await instanceEngine().cancel({ instanceId, reason }, ctx)
  await announce(ctx, 'instanceCancelled', { instanceId, key, businessKey, reason })
  return { instanceId, state: 'cancelled', incidents: 0 }
}
