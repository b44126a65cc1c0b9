import type { InstanceId } from '#shared/contract/ids'
import type { AfterInterference } from '#shared/contract/instance'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { after, toldOf } from './after.ts'
import { guardInstance } from './guardInstances.ts'
import { instanceEngine } from './ports.ts'

type Input = { instanceId: InstanceId; scopeNo: number; name: string; value: unknown; reason: string }

/** The value itself is not told: it may be personal. Refusals: instanceEnded, scopeUnknown, valueTooLarge. */
export async function changeVariable(input: Input, ctx: Context): Promise<AfterInterference> {
  await guardInstance(input, ctx)
  const { instanceId, scopeNo, name, value, reason } = input
  const standing = await instanceEngine().changeVariable({ instanceId, scopeNo, name, value, reason }, ctx)
  await announce(ctx, 'instanceVariableChanged', { ...toldOf(input, standing), name, scopeNo })
  return after(input, standing)
}
