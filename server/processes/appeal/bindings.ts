import { z } from 'zod'
import { AppealKind } from '#shared/contract/appeal'
import type { Case } from '#shared/contract/case'
import { Role } from '#shared/contract/contract'
import { CaseId, StaffId } from '#shared/contract/ids'
import { AnswerText, TaskFormKind } from '#shared/contract/task'
import { TopicCode, UnitCode } from '#shared/contract/topic'
import { type Context, isStaff } from '../../db/context.ts'
import { reckon, regionOf } from '../../domain/calendar/index.ts'
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
import { termDue } from '../../domain/term/index.ts'
import { findTopic, unitFor } from '../../domain/topic/index.ts'
import type { Binding, CalendarPort, Execution, ProcessWork, Variables } from '../../engine/index.ts'

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
  /** Without roles only named people may do it. */
  roles: z
    .string()
    .default('')
    .transform((text) => text.split(' ').filter(Boolean))
    .pipe(z.array(Role)),
  unit: UnitCode.nullable().default(null),
  skill: z.string().nullable().default(null),
  form: TaskFormKind,
  /** The name of a dated term, or a length: `10wd`. Not needed where the drawing gives a due date. */
  term: z.string().optional(),
})
/** One login or id, or several. */
const People = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .nullable()
  .default(null)
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
  const { roles, unit, skill, form, term } = Step.parse(execution.attributes)
  const people = People.parse(execution.assignment?.candidates?.people)
  if (roles.length === 0 && !people) throw new Error('nobody may do this step: it names neither roles nor candidates')
  const due = await dueOf(execution, { term, topic: matter.topic, kind: matter.kind, branchId: matter.branchId }, ctx)
  const { drafterId } = Drafter.parse(execution.variables)
  await createTask(
    {
      kind: 'step',
      form,
      title: (await findTopic(matter, ctx)).nameRu,
      note: noteFor(form, matter),
      role: roles,
      unit,
      skill,
      people,
      priority: execution.assignment?.priority ?? 0,
      branchId: matter.branchId,
      consumerId: matter.consumerId,
      caseId: matter.id,
      address: form === 'handOver' ? matter.answerAddress : null,
      assigneeId: form === 'draft' ? drafterId : null,
      // nobody checks their own answer
      barredId: form === 'approve' ? drafterId : null,
      dueAt: due.at,
      reckoned: due.reckoned,
      token: { instanceId: execution.instanceId, tokenNo: execution.tokenNo },
    },
    ctx,
  )
  return { dueAt: due.at.toISOString(), reckoned: due.reckoned }
}

type StepTerm = { term: string | undefined; topic: string; kind: string; branchId: string | null }

/** What the drawing itself gives goes before its term. */
async function dueOf({ assignment }: Execution, { term, ...which }: StepTerm, ctx: Context) {
  if (assignment?.dueAt) return { at: assignment.dueAt, reckoned: assignment.reckoned }
  return termDue({ name: z.string().parse(term), ...which }, ctx)
}

/** A case goes by the calendar of its branch. */
const calendar: CalendarPort = {
  async keyFor(variables, ctx) {
    const { branchId } = await selectCase(ctx, CaseId.parse(variables.caseId))
    return regionOf(ctx, branchId)
  },
  dueAt: reckon,
}

/** What the person doing a step must know: a head's remark, the answer to give, that the same was asked before. */
function noteFor(form: TaskFormKind, matter: Case): string {
  if (form === 'draft') return matter.remark ?? ''
  if (form === 'handOver') return matter.answer ?? ''
  return form === 'approve' && matter.repeatOfNumber ? `Повторное обращение: уже было ${matter.repeatOfNumber}` : ''
}

/** Another version says something else of a step that waits. A term it had not before counts from when the step began. */
const taskChanged: ProcessWork['taskChanged'] = async (execution, before, ctx) => {
  const { topic, kind, branchId } = await selectCase(ctx, caseOf(execution))
  const { roles, form, term } = Step.parse(execution.attributes)
  const isSameTerm = before.attributes.term === term
  const counted = isSameTerm
    ? null
    : await dueOf(execution, { term, topic, kind, branchId }, { ...ctx, now: before.since })
  const { instanceId, tokenNo } = execution
  await changeStep({ token: { instanceId, tokenNo }, form, roles, due: counted }, ctx)
  return counted ? { dueAt: counted.at.toISOString(), reckoned: counted.reckoned } : undefined
}

export const appealWork: ProcessWork = {
  services,
  taskEntered,
  calendar,
  taskChanged,
  taskLeft: ({ instanceId, tokenNo }, how, ctx) => endTask({ instanceId, tokenNo, isDone: how === 'completed' }, ctx),
}
