import { sql } from 'kysely'
import type { AnswerChannel, AppealKind } from '#shared/contract/appeal'
import type { Case } from '#shared/contract/case'
import { Refusal } from '#shared/contract/contract'
import type { AttachmentId, BranchId, CaseId, ConsumerId, InteractionId } from '#shared/contract/ids'
import { ProcessKey } from '#shared/contract/suggestion'
import type { TopicCode } from '#shared/contract/topic'
import { type Day, endOfWork } from '#shared/rules/calendar'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { companyOffset, loadCalendar, regionOf, today } from '../calendar/index.ts'
import { addSearchWords } from '../consumer/index.ts'
import { termEndsOn } from '../term/index.ts'
import { findTopic, unitFor } from '../topic/index.ts'
import { findRepeated } from './findRepeated.ts'
import { caseProcess } from './ports.ts'
import { addressProblem, caseNumber } from './rules.ts'
import type { KeptCode } from './secretCode.ts'
import { addEvent, selectCase } from './sql.ts'

export type NewAppeal = {
  /** By default the process of appeals. */
  process?: ProcessKey | undefined
  /** Writes what the process needs, once the case has its id and before the process starts. */
  prepare?: ((caseId: CaseId) => Promise<void>) | undefined
  consumerId: ConsumerId | null
  branchId: BranchId | null
  applicantName: string | null
  interactionId: InteractionId | null
  topic: TopicCode
  kind: AppealKind
  text: string
  answerChannel: AnswerChannel
  answerAddress?: string | undefined
  attachmentIds: readonly AttachmentId[]
  dueOn?: Day | undefined
  code: KeptCode
}

const APPEAL = ProcessKey.parse('appeal')

/** Gives a number and a term, and starts the process: all in the caller's transaction. */
export async function register({ process = APPEAL, ...input }: NewAppeal, ctx: Context): Promise<Case> {
  const problem = addressProblem(input.answerChannel, input.answerAddress)
  if (problem) throw new Refusal(problem, { field: 'answerAddress' })
  const topic = await findTopic(input, ctx)
  if (topic.process !== process) throw new Refusal('topicUnknown', { topic: input.topic })
  const day = await today(ctx)
  if (input.dueOn && input.dueOn < day) throw new Refusal('dueOnPast', { field: 'dueOn' })
  const { topic: code, kind, branchId } = input
  const due = await termEndsOn({ name: 'appeal.reply', topic: code, kind, branchId }, ctx)
  const dueOn = input.dueOn ?? due.dueOn
  const reckoned = input.dueOn ? null : JSON.stringify(due.reckoned)
  const id = newId<CaseId>()
  const repeatOf =
    process === APPEAL ? await findRepeated({ ...input, registeredAt: ctx.now, except: null }, ctx) : null
  const unit = await unitFor(input, ctx)
  const number = await nextNumber(Number(day.slice(0, 4)), ctx)
  await sql`
    insert into "case" (id, number, process, consumer_id, branch_id, applicant_name, topic, kind, status, unit, text, answer_channel, answer_address,
      due_on, reckoned, registered_at, interaction_id, repeat_of, code_salt, code_hash)
    values (${id}, ${number}, ${process}, ${input.consumerId}, ${input.branchId}, ${input.applicantName}, ${input.topic}, ${input.kind}, 'registered',
      ${unit}, ${input.text}, ${input.answerChannel}, ${input.answerAddress ?? null}, ${dueOn}, ${reckoned}::jsonb, ${ctx.now}, ${input.interactionId},
      ${repeatOf}, ${input.code.salt}, ${input.code.hash})`.execute(ctx.tx)
  await keepAttachments(id, input, ctx)
  await input.prepare?.(id)
  await addEvent(ctx, id, 'registered', number)
  if (input.consumerId) await addSearchWords({ consumerId: input.consumerId, text: number }, ctx)
  await announce(ctx, 'caseRegistered', { case: await selectCase(ctx, id) })
  const answerDueAt = endOfWork(dueOn, await loadCalendar(ctx, await regionOf(ctx, branchId)), await companyOffset(ctx))
  const { instanceId } = await caseProcess().start({ process, caseId: id, businessKey: number, answerDueAt }, ctx)
  await sql`update "case" set instance_id = ${instanceId} where id = ${id}`.execute(ctx.tx)
  return selectCase(ctx, id)
}

async function nextNumber(year: number, ctx: Context): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    insert into case_counter (year, last) values (${year}, 1) on conflict (year) do update set last = case_counter.last + 1 returning last`.execute(
    ctx.tx,
  )
  return caseNumber(year, rows[0]?.last ?? 1)
}

type Files = Pick<NewAppeal, 'attachmentIds' | 'consumerId' | 'interactionId'>

/** Files just uploaded, or files of a contact of this very consumer. */
export async function keepAttachments(
  caseId: CaseId,
  { attachmentIds, consumerId, interactionId }: Files,
  ctx: Context,
): Promise<void> {
  if (attachmentIds.length === 0) return
  const { rows } = await sql`
    insert into case_attachment (case_id, attachment_id)
    select ${caseId}, a.id from attachment a left join interaction i on i.id = a.interaction_id
    where a.id = any(${attachmentIds}::uuid[]) and (a.interaction_id is null or i.id = ${interactionId}::uuid or i.consumer_id = ${consumerId}::uuid)
    on conflict do nothing returning attachment_id`.execute(ctx.tx)
  if (rows.length !== new Set(attachmentIds).size) throw new Refusal('attachmentNotYours')
}
