import { z } from 'zod'
import { Role } from '#shared/contract/contract'
import { ReadingId } from '#shared/contract/ids'
import { TaskFormKind } from '#shared/contract/task'
import type { Context } from '../../db/context.ts'
import {
  acceptReading,
  askAgain,
  findingsText,
  lapseReading,
  rejectReading,
  sendToCheck,
  valuesText,
} from '../../domain/reading/index.ts'
import { createTask, endTask, escalateOverdue } from '../../domain/task/index.ts'
import { termEndsAt } from '../../domain/term/index.ts'
import type { Binding, Execution, ProcessWork, Variables } from '../../engine/index.ts'
import { tellOutcome } from './tellOutcome.ts'

/** Values come out of a drawing's variables, so each piece of work says what it needs of them. */
const readingOf = ({ variables }: Execution) => ReadingId.parse(variables.readingId)
const Remarked = z.object({ remark: z.string().default('') })
const Step = z.object({
  roles: z
    .string()
    .transform((text) => text.split(' '))
    .pipe(z.array(Role).min(1)),
  form: TaskFormKind,
  term: z.string(),
})
/** What a specialist wrote, or nothing. */
const remarkOf = ({ variables }: Execution) => Remarked.parse(variables).remark || null

/** Names of service tasks in reading.bpmn → verbs of the domain. */
const services = {
  async accept(execution, ctx) {
    const readingId = readingOf(execution)
    await acceptReading({ readingId, remark: remarkOf(execution) }, ctx)
    await tellOutcome({ readingId }, ctx)
    return undefined
  },
  async askAgain(execution, ctx) {
    const readingId = readingOf(execution)
    const until = await askAgain({ readingId, remark: remarkOf(execution) }, ctx)
    await tellOutcome({ readingId }, ctx)
    // what was decided of this reading says nothing of the next
    return { askUntil: until.toISOString(), remark: '', decision: null }
  },
  async reject(execution, ctx) {
    const readingId = readingOf(execution)
    await rejectReading({ readingId, remark: remarkOf(execution) }, ctx)
    await tellOutcome({ readingId }, ctx)
    return undefined
  },
  async lapse(execution, ctx) {
    const readingId = readingOf(execution)
    if (await lapseReading({ readingId }, ctx)) await tellOutcome({ readingId }, ctx)
    return undefined
  },
  async escalate(execution, ctx) {
    await escalateOverdue({ instanceId: execution.instanceId }, ctx)
    return undefined
  },
} satisfies Record<string, Binding>
export type ReadingBinding = keyof typeof services

/** The reading goes into a specialist's list, due by the term named in the drawing. */
async function taskEntered(execution: Execution, ctx: Context): Promise<Variables> {
  const reading = await sendToCheck({ readingId: readingOf(execution) }, ctx)
  const { roles, form, term } = Step.parse(execution.attributes)
  const dueAt = await termEndsAt({ name: term }, ctx)
  await createTask(
    {
      kind: 'step',
      form,
      title: `Счётчик ${reading.meterNumber}: ${valuesText(reading.values)}`,
      note: findingsText(reading.findings),
      role: roles,
      branchId: reading.branchId,
      consumerId: reading.consumerId,
      interactionId: reading.interactionId,
      dueAt,
      token: { instanceId: execution.instanceId, tokenNo: execution.tokenNo },
    },
    ctx,
  )
  return { dueAt: dueAt.toISOString() }
}

export const readingWork: ProcessWork = {
  services,
  taskEntered,
  taskLeft: ({ instanceId, tokenNo }, how, ctx) => endTask({ instanceId, tokenNo, isDone: how === 'completed' }, ctx),
}
