import type { InstanceId } from '#shared/contract/ids'
import type { AfterInterference } from '#shared/contract/instance'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { after, toldOf } from './after.ts'
import { guardInstance } from './guardInstances.ts'
import { instanceEngine } from './ports.ts'

type Input = { instanceId: InstanceId; tokenNo: number; elementId: string; reason: string }

/** Refusals: instanceEnded, tokenGone, tokenInRounds, elementUnknown, otherLevel, badTarget. */
export async function moveToken(input: Input, ctx: Context): Promise<AfterInterference> {
  await guardInstance(input, ctx)
  const { instanceId, tokenNo, elementId, reason } = input
  const moved = await instanceEngine().moveToken({ instanceId, tokenNo, elementId, reason }, ctx)
  await announce(ctx, 'instanceTokenMoved', { ...toldOf(input, moved), from: moved.from, to: elementId })
  return after(input, moved)
}
