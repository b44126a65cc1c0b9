import { z } from 'zod'
import { ConnectionClass } from '#shared/contract/connection'
import { Role } from '#shared/contract/contract'
import { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { noteEscalation, selectCase } from '../../domain/case/index.ts'
import {
  annulConnection,
  askAdvance,
  askBalance,
  askDocuments,
  beginConnection,
  countPayment,
  enterStage,
  extendApplicant,
  extendWorks,
  finishConnection,
  handOverAct,
  offerContract,
  remindApplicant,
  selectConnection,
  sendAct,
  setClass,
  startWorks,
  stopConnection,
  tellRemarks,
} from '../../domain/connection/index.ts'
import { createTask, endTask, escalateOverdue } from '../../domain/task/index.ts'
import { termEndsAt } from '../../domain/term/index.ts'
import { findTopic } from '../../domain/topic/index.ts'
import type { Binding, Execution, ProcessWork, Variables } from '../../engine/index.ts'
import { connectionForms } from './forms.ts'

/** Values come out of a drawing's variables, so each piece of work says what it needs of them. */
const caseOf = ({ variables }: Execution) => CaseId.parse(variables.caseId)
const Decided = z.object({ class: ConnectionClass, worksTerm: z.string() })
const Missing = z.object({ missing: z.array(z.string()), demand: z.string().default('') })
const Offered = z.object({ conditions: z.string(), contractNumber: z.string() })
const Extended = z.object({ until: z.iso.date(), reason: z.string() })
const Remarks = z.object({ remarks: z.string() })
const Ground = z.object({ ground: z.string() })
const Reason = z.object({ reason: z.string() })
const Act = z.object({ actNumber: z.string(), note: z.string().default('') })
const Works = Decided.pick({ worksTerm: true })
const HandedOver = z.object({ note: z.string().default('') })

type Verb<T, R> = (input: { caseId: CaseId } & T, ctx: Context) => Promise<R>
const inputOf = <T extends object>(needs: z.ZodType<T>, execution: Execution) => ({
  caseId: caseOf(execution),
  ...needs.parse(execution.variables),
})
/** Work that needs this of the variables and gives others. */
const giving =
  <T extends object>(needs: z.ZodType<T>, verb: Verb<T, Variables>): Binding =>
  (execution, ctx) =>
    verb(inputOf(needs, execution), ctx)
/** Work that gives nothing. */
const doing =
  <T extends object>(needs: z.ZodType<T>, verb: Verb<T, void>): Binding =>
  async (execution, ctx) => {
    await verb(inputOf(needs, execution), ctx)
    return undefined
  }
const Nothing = z.object({})

/** Names of service tasks in connection.bpmn → verbs of the domain. */
const services = {
  begin: giving(Nothing, beginConnection),
  setClass: doing(Decided, setClass),
  askDocuments: giving(Missing, askDocuments),
  remind: giving(Nothing, remindApplicant),
  extendApplicant: giving(Extended, extendApplicant),
  extendWorks: giving(Extended, extendWorks),
  offerContract: giving(Offered, offerContract),
  askAdvance: giving(Nothing, askAdvance),
  countPayment: giving(Nothing, countPayment),
  startWorks: giving(Works, startWorks),
  tellRemarks: giving(Remarks, tellRemarks),
  askBalance: giving(Nothing, askBalance),
  sendAct: giving(Act, sendAct),
  handOver: doing(HandedOver, handOverAct),
  finish: doing(Nothing, finishConnection),
  withdraw: doing(Reason, (input, ctx) => stopConnection({ ...input, outcome: 'withdrawn' }, ctx)),
  refuse: doing(Ground, ({ caseId, ground }, ctx) =>
    stopConnection({ caseId, outcome: 'refused', reason: ground }, ctx),
  ),
  annul: doing(Nothing, annulConnection),
  async escalate(execution, ctx) {
    const escalated = await escalateOverdue({ instanceId: execution.instanceId }, ctx)
    if (escalated > 0) await noteEscalation({ caseId: caseOf(execution) }, ctx)
    return undefined
  },
} satisfies Record<string, Binding>
export type ConnectionBinding = keyof typeof services

const Step = z.object({
  roles: z
    .string()
    .transform((text) => text.split(' '))
    .pipe(z.array(Role).min(1)),
  form: z.string(),
  term: z.string(),
})
const Due = z.object({ dueAt: z.iso.datetime().optional() })

/** A step becomes a task of the branch, due by the term of its class, or by the instant that the drawing hands in. */
async function taskEntered(execution: Execution, ctx: Context): Promise<Variables> {
  const matter = await selectCase(ctx, caseOf(execution))
  const about = await selectConnection(ctx, matter.id)
  const { roles, form, term } = Step.parse(execution.attributes)
  const given = Due.parse(execution.input).dueAt
  const dueAt = given ? new Date(given) : await termEndsAt({ name: term, kind: about.class }, ctx)
  const step = connectionForms[form]
  await enterStage({ caseId: matter.id, stage: step?.stage ?? 'documents', dueAt }, ctx)
  await createTask(
    {
      kind: 'step',
      ...(step ? { form: 'outcome' as const, outcomes: step.form(about) } : { form: 'handOver' as const }),
      title: (await findTopic(matter, ctx)).nameRu,
      note: step ? '' : (matter.answer ?? ''),
      role: roles,
      branchId: matter.branchId,
      consumerId: matter.consumerId,
      caseId: matter.id,
      address: step ? null : matter.answerAddress,
      dueAt,
      token: { instanceId: execution.instanceId, tokenNo: execution.tokenNo },
    },
    ctx,
  )
  return { dueAt: dueAt.toISOString() }
}

export const connectionWork: ProcessWork = {
  services,
  taskEntered,
  taskLeft: ({ instanceId, tokenNo }, how, ctx) => endTask({ instanceId, tokenNo, isDone: how === 'completed' }, ctx),
}
