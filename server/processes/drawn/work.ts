import { z } from 'zod'
import { Role } from '#shared/contract/contract'
import { TaskFormKind } from '#shared/contract/task'
import type { Context } from '../../db/context.ts'
import { findRun } from '../../domain/run/index.ts'
import { createTask, endTask } from '../../domain/task/index.ts'
import { termEndsAt } from '../../domain/term/index.ts'
import type { Execution, ProcessWork, Variables } from '../../engine/index.ts'

/** Who sees a step whose drawing names no role: everybody who serves consumers, for a step nobody sees is never done. */
const EVERYBODY: Role[] = ['agent', 'clerk', 'specialist', 'supervisor']

const Step = z.object({
  roles: z
    .string()
    .transform((text) => text.split(/\s+/))
    .pipe(z.array(Role).min(1))
    .default(EVERYBODY),
  // a form of the drawing's own has a name of its own
  form: TaskFormKind.catch('own'),
  term: z.string().default('task.step'),
})

/** A step becomes a task in the list of the role that the drawing names, for the consumer the process was started for. */
async function taskEntered(execution: Execution, ctx: Context): Promise<Variables> {
  const run = await findRun({ number: execution.businessKey }, ctx)
  const { roles, form, term } = Step.parse(execution.attributes)
  const dueAt = await termEndsAt({ name: term }, ctx)
  await createTask(
    {
      kind: 'step',
      form,
      title: execution.elementName,
      note: run ? `${run.processName} · ${run.number}` : '',
      role: roles,
      branchId: run?.branchId ?? null,
      consumerId: run?.consumerId ?? null,
      interactionId: run?.interactionId ?? null,
      dueAt,
      token: { instanceId: execution.instanceId, tokenNo: execution.tokenNo },
    },
    ctx,
  )
  return { dueAt: dueAt.toISOString() }
}

/** What every drawn process may use that nobody has written work for. */
export const drawnWork = (services: ProcessWork['services']): ProcessWork => ({
  services,
  taskEntered,
  taskLeft: ({ instanceId, tokenNo }, how, ctx) => endTask({ instanceId, tokenNo, isDone: how === 'completed' }, ctx),
})
