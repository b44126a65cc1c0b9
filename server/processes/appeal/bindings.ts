import { z } from 'zod'
import { AppealKind } from '#shared/contract/appeal'
import { Role } from '#shared/contract/contract'
import { CaseId, StaffId } from '#shared/contract/ids'
import { AnswerText, TaskFormKind } from '#shared/contract/task'
import { TopicCode, UnitCode } from '#shared/contract/topic'
import { type Context, isStaff } from '../../db/context.ts'
import {
  changeStatus,
  classify,
  closeCase,
  handOver,
  keepDraft,
  noteEscalation,
  returnDraft,
  selectCase,
  sendAnswer,
} from '../../domain/case/index.ts'
import { changeStep, createTask, endTask, escalateOverdue } from '../../domain/task/index.ts'
import { termEndsAt } from '../../domain/term/index.ts'
import { findTopic } from '../../domain/topic/index.ts'
import type { Binding, Execution, ProcessWork, Variables } from '../../engine/index.ts'

/** Values come out of a drawing's variables, so each piece of work says what it needs of them. */
const caseOf = ({ variables }: Execution) => CaseId.parse(variables.caseId)
const Classified = z.object({ topic: TopicCode, kind: AppealKind, unit: UnitCode })
const Drafted = z.object({ answer: AnswerText })
const Returned = z.object({ remark: z.string() })
const HandedOver = z.object({ note: z.string().default('') })
const Step = z.object({
  roles: z
    .string()
    .transform((text) => text.split(' '))
    .pipe(z.array(Role).min(1)),
  form: TaskFormKind,
  term: z.string(),
})
const Drafter = z.object({ drafterId: StaffId.nullable().default(null) })

/** Names of service tasks in appeal.bpmn → verbs of the domain. */
const services = {
  async tellRegistered(execution, ctx) {
    await changeStatus({ caseId: caseOf(execution), status: 'registered' }, ctx)
    return undefined
  },
  async assign(execution, ctx) {
    const caseId = caseOf(execution)
    await classify({ caseId, ...Classified.parse(execution.variables) }, ctx)
    await changeStatus({ caseId, status: 'inWork' }, ctx)
    return undefined
  },
  async submit(execution, ctx) {
    const caseId = caseOf(execution)
    await keepDraft({ caseId, ...Drafted.parse(execution.variables) }, ctx)
    await changeStatus({ caseId, status: 'approval' }, ctx)
    // a returned answer goes back to whoever wrote it
    return { drafterId: isStaff(ctx.actor) ? ctx.actor.id : null }
  },
  async returned(execution, ctx) {
    const caseId = caseOf(execution)
    await returnDraft({ caseId, ...Returned.parse(execution.variables) }, ctx)
    await changeStatus({ caseId, status: 'inWork' }, ctx)
    return undefined
  },
  async send(execution, ctx) {
    return sendAnswer({ caseId: caseOf(execution) }, ctx)
  },
  async recordHandOver(execution, ctx) {
    await handOver({ caseId: caseOf(execution), ...HandedOver.parse(execution.variables) }, ctx)
    return undefined
  },
  async close(execution, ctx) {
    await closeCase({ caseId: caseOf(execution) }, ctx)
    return undefined
  },
  async escalate(execution, ctx) {
    const escalated = await escalateOverdue({ instanceId: execution.instanceId }, ctx)
    if (escalated > 0) await noteEscalation({ caseId: caseOf(execution) }, ctx)
    return undefined
  },
} satisfies Record<string, Binding>
export type AppealBinding = keyof typeof services

/** A step becomes a task in somebody's list, due by the term named in the drawing; its timer waits for the same instant. */
async function taskEntered(execution: Execution, ctx: Context): Promise<Variables> {
  const matter = await selectCase(ctx, caseOf(execution))
  const { roles, form, term } = Step.parse(execution.attributes)
  const dueAt = await termEndsAt({ name: term, topic: matter.topic, kind: matter.kind }, ctx)
  await createTask(
    {
      kind: 'step',
      form,
      title: (await findTopic(matter, ctx)).nameRu,
      note: (form === 'draft' ? matter.remark : form === 'handOver' ? matter.answer : null) ?? '',
      role: roles,
      branchId: matter.branchId,
      consumerId: matter.consumerId,
      caseId: matter.id,
      address: form === 'handOver' ? matter.answerAddress : null,
      assigneeId: form === 'draft' ? Drafter.parse(execution.variables).drafterId : null,
      dueAt,
      token: { instanceId: execution.instanceId, tokenNo: execution.tokenNo },
    },
    ctx,
  )
  return { dueAt: dueAt.toISOString() }
}

/** Another version says something else of a step that waits. A term it had not before counts from when the step began. */
const taskChanged: ProcessWork['taskChanged'] = async (execution, before, ctx) => {
  const { topic, kind } = await selectCase(ctx, caseOf(execution))
  const { roles, form, term } = Step.parse(execution.attributes)
  const isSameTerm = before.attributes.term === term
  const counted = isSameTerm ? null : await termEndsAt({ name: term, topic, kind }, { ...ctx, now: before.since })
  const { instanceId, tokenNo } = execution
  await changeStep({ token: { instanceId, tokenNo }, form, roles, dueAt: counted }, ctx)
  return counted ? { dueAt: counted.toISOString() } : undefined
}

export const appealWork: ProcessWork = {
  services,
  taskEntered,
  taskChanged,
  taskLeft: ({ instanceId, tokenNo }, how, ctx) => endTask({ instanceId, tokenNo, isDone: how === 'completed' }, ctx),
}
