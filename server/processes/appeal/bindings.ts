import { z } from 'zod'
import { AppealKind } from '#shared/contract/appeal'
import type { Case } from '#shared/contract/case'
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
import { createTask, endTask, escalateOverdue } from '../../domain/task/index.ts'
import { termEndsAt } from '../../domain/term/index.ts'
import { findTopic, unitFor } from '../../domain/topic/index.ts'
import type { Binding, Execution, ProcessWork, Variables } from '../../engine/index.ts'

/** Values come out of a drawing's variables, so each piece of work says what it needs of them. */
const caseOf = ({ variables }: Execution) => CaseId.parse(variables.caseId)
const Classified = z.object({
  topic: TopicCode,
  kind: AppealKind,
  unit: UnitCode.nullish(),
  routedUnit: UnitCode.nullish(),
})
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
    const { unit, routedUnit, ...sorted } = Classified.parse(execution.variables)
    // a drawing without the step that asks the table gets the unit all the same
    const answering = unit ?? routedUnit ?? (await unitFor(sorted, ctx))
    const { isRepeat } = await classify({ caseId, ...sorted, unit: answering }, ctx)
    await changeStatus({ caseId, status: 'inWork' }, ctx)
    return { isRepeat }
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
  async escalateAnswer(execution, ctx) {
    await escalateOverdue({ instanceId: execution.instanceId, isAll: true }, ctx)
    await noteEscalation({ caseId: caseOf(execution), text: 'Срок ответа вышел' }, ctx)
    return undefined
  },
} satisfies Record<string, Binding>
export type AppealBinding = keyof typeof services

/** A step becomes a task in somebody's list, due by the term named in the drawing; its timer waits for the same instant. */
async function taskEntered(execution: Execution, ctx: Context): Promise<Variables> {
  const matter = await selectCase(ctx, caseOf(execution))
  const { roles, form, term } = Step.parse(execution.attributes)
  const dueAt = await termEndsAt({ name: term, topic: matter.topic, kind: matter.kind }, ctx)
  const { drafterId } = Drafter.parse(execution.variables)
  await createTask(
    {
      kind: 'step',
      form,
      title: (await findTopic(matter, ctx)).nameRu,
      note: noteFor(form, matter),
      role: roles,
      branchId: matter.branchId,
      consumerId: matter.consumerId,
      caseId: matter.id,
      address: form === 'handOver' ? matter.answerAddress : null,
      assigneeId: form === 'draft' ? drafterId : null,
      // nobody checks their own answer
      barredId: form === 'approve' ? drafterId : null,
      dueAt,
      token: { instanceId: execution.instanceId, tokenNo: execution.tokenNo },
    },
    ctx,
  )
  return { dueAt: dueAt.toISOString() }
}

/** What the person doing a step must know: a head's remark, the answer to give, that the same was asked before. */
function noteFor(form: TaskFormKind, matter: Case): string {
  if (form === 'draft') return matter.remark ?? ''
  if (form === 'handOver') return matter.answer ?? ''
  return form === 'approve' && matter.repeatOfNumber ? `Повторное обращение: уже было ${matter.repeatOfNumber}` : ''
}

export const appealWork: ProcessWork = {
  services,
  taskEntered,
  taskLeft: ({ instanceId, tokenNo }, how, ctx) => endTask({ instanceId, tokenNo, isDone: how === 'completed' }, ctx),
}
