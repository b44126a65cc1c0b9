import type { InstanceId } from '#shared/contract/ids'
import type { InstanceStep, OpenedInstance } from '#shared/contract/instance'
import type { Context } from '../../db/context.ts'
import { namesOf } from '../process/index.ts'
import { guardInstance } from './guardInstances.ts'
import { instanceEngine, type Steps } from './ports.ts'

/** All there is of an instance. Throws Missing('instanceUnknown'), Denied('otherBranch'). */
export async function openInstance(input: { instanceId: InstanceId }, ctx: Context): Promise<OpenedInstance> {
  await guardInstance(input, ctx)
  const opened = await instanceEngine().open(input, ctx)
  return { ...opened, ...(await named(await instanceEngine().steps(input, ctx), ctx)) }
}

export async function listInstanceSteps(input: { instanceId: InstanceId; before: number }, ctx: Context) {
  await guardInstance(input, ctx)
  return named(await instanceEngine().steps(input, ctx), ctx)
}

async function named({ steps, olderSteps }: Steps, ctx: Context) {
  const names = await namesOf(
    ctx,
    steps.flatMap(({ actor }) => actor ?? []),
  )
  const withName = (step: Steps['steps'][number]): InstanceStep => ({
    ...step,
    actorName: step.actor === null ? null : (names.get(step.actor) ?? null),
  })
  return { steps: steps.map(withName), olderSteps }
}
