import { sql } from 'kysely'
import type { AnswerChannel, AppealKind } from '#shared/contract/appeal'
import type { Case } from '#shared/contract/case'
import { Refusal } from '#shared/contract/contract'
import type { AttachmentId, BranchId, CaseId, ConsumerId, InteractionId } from '#shared/contract/ids'
import type { TopicCode } from '#shared/contract/topic'
import { addDays, addWorkingDays, type Day } from '#shared/rules/calendar'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { companyOffset, loadCalendar, regionOf, today } from '../calendar/index.ts'
import { addSearchWords } from '../consumer/index.ts'
import { findTerm, termEndsOn } from '../term/index.ts'
import { findTopic } from '../topic/index.ts'
import { caseProcess } from './ports.ts'
import { addressProblem, caseNumber } from './rules.ts'
import type { KeptCode } from './secretCode.ts'
import { addEvent, selectCase } from './sql.ts'

export type NewAppeal = {
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

/** Gives a number and a term, and starts the process: all in the caller's transaction. */
export async function register(input: NewAppeal, ctx: Context): Promise<Case> {
  const problem = addressProblem(input.answerChannel, input.answerAddress)
  if (problem) throw new Refusal(problem, { field: 'answerAddress' })
  const topic = await findTopic(input, ctx)
  const day = await today(ctx)
  if (input.dueOn && input.dueOn < day) throw new Refusal('dueOnPast', { field: 'dueOn' })
  const { topic: code, kind, branchId } = input
  const due = await termEndsOn({ name: 'appeal.reply', topic: code, kind, branchId }, ctx)
  const dueOn = input.dueOn ?? due.dueOn
  const reckoned = input.dueOn ? null : JSON.stringify(due.reckoned)
  const id = newId<CaseId>()
  const repeatOf = await findRepeated(input, ctx)
  const number = await nextNumber(Number(day.slice(0, 4)), ctx)
  await sql`
    insert into "case" (id, number, consumer_id, branch_id, applicant_name, topic, kind, status, unit, text, answer_channel, answer_address,
      due_on, reckoned, registered_at, interaction_id, repeat_of, code_salt, code_hash)
    values (${id}, ${number}, ${input.consumerId}, ${input.branchId}, ${input.applicantName}, ${input.topic}, ${input.kind}, 'registered',
      ${topic.unit}, ${input.text}, ${input.answerChannel}, ${input.answerAddress ?? null}, ${dueOn}, ${reckoned}::jsonb, ${ctx.now}, ${input.interactionId},
      ${repeatOf}, ${input.code.salt}, ${input.code.hash})`.execute(ctx.tx)
  await keepAttachments(id, input, ctx)
  await addEvent(ctx, id, 'registered', number)
  if (input.consumerId) await addSearchWords({ consumerId: input.consumerId, text: number }, ctx)
  await announce(ctx, 'caseRegistered', { case: await selectCase(ctx, id) })
  const { instanceId } = await caseProcess().start({ caseId: id, businessKey: number }, ctx)
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

/** The newest case of the consumer on this topic that is open or was answered within the repeat window. */
async function findRepeated({ consumerId, topic, branchId }: NewAppeal, ctx: Context): Promise<CaseId | null> {
  if (!consumerId) return null
  const window = await findTerm({ name: 'appeal.repeatWindow', topic }, ctx)
  const since = await windowStart(window.amount, await regionOf(ctx, branchId), ctx)
  const offset = await companyOffset(ctx)
  const { rows } = await sql<{ id: CaseId }>`
    select id from "case" where consumer_id = ${consumerId} and topic = ${topic} and status <> 'cancelled'
      and (closed_at is null or (closed_at + make_interval(mins => ${offset})) at time zone 'UTC' >= ${since}::date)
    order by registered_at desc limit 1`.execute(ctx.tx)
  return rows[0]?.id ?? null
}

/** The earliest day from which today is still within so many working days. */
async function windowStart(workingDays: number, region: string, ctx: Context): Promise<Day> {
  const calendar = await loadCalendar(ctx, region)
  const day = await today(ctx)
  let start = day
  while (addWorkingDays(addDays(start, -1), workingDays, calendar) >= day) start = addDays(start, -1)
  return start
}

/** Files just uploaded, or files of a contact of this very consumer. */
async function keepAttachments(caseId: CaseId, { attachmentIds, consumerId, interactionId }: NewAppeal, ctx: Context) {
  if (attachmentIds.length === 0) return
  const { rows } = await sql`
    insert into case_attachment (case_id, attachment_id)
    select ${caseId}, a.id from attachment a left join interaction i on i.id = a.interaction_id
    where a.id = any(${attachmentIds}::uuid[]) and (a.interaction_id is null or i.id = ${interactionId}::uuid or i.consumer_id = ${consumerId}::uuid)
    on conflict do nothing returning attachment_id`.execute(ctx.tx)
  if (rows.length !== new Set(attachmentIds).size) throw new Refusal('attachmentNotYours')
}
