import { type RawBuilder, sql } from 'kysely'
import type { AppealKind, CaseStatus } from '#shared/contract/appeal'
import type { Case, CaseEvent } from '#shared/contract/case'
import type { AttachmentId, CaseId, InteractionId } from '#shared/contract/ids'
import type { TopicCode, UnitCode } from '#shared/contract/topic'
import type { Day } from '#shared/rules/calendar'
import { announce } from '../../db/announce.ts'
import { type Context, isStaff } from '../../db/context.ts'
import { loadInteraction } from '../interaction/index.ts'
import { type NoticeWords, tell } from '../notice/index.ts'
import { seeWhetherRepeated } from './findRepeated.ts'
import { keepAttachments } from './register.ts'
import { goesByItself } from './rules.ts'
import { addEvent, selectCase, selectInside } from './sql.ts'

type Which = { caseId: CaseId }
/** What the consumer is told, where the process has words of its own. */
type Spoken = { words?: NoticeWords | undefined }

/** Moves a case to a status, tells the consumer of it by their channel, and announces the change. */
export async function changeStatus(
  { caseId, status, words }: Which & { status: CaseStatus } & Spoken,
  ctx: Context,
): Promise<Case> {
  await sql`update "case" set status = ${status} where id = ${caseId}`.execute(ctx.tx)
  const changed = await selectCase(ctx, caseId)
  const contact = await contactOf(caseId, ctx)
  await announce(ctx, 'caseChanged', { case: changed })
  await tell(
    {
      case: changed,
      status,
      contact,
      isInPerson: status === 'registered' && contact !== null && contact.isInPerson,
      words,
    },
    ctx,
  )
  return changed
}

/** Where the appeal came from, and whether the person is still here. */
export async function contactOf(caseId: CaseId, ctx: Context) {
  const { interactionId } = await selectInside(ctx, caseId)
  if (!interactionId) return null
  const system: Context = { ...ctx, actor: { kind: 'system', name: 'case' } }
  const contact = await loadInteraction({ interactionId: interactionId as InteractionId }, system)
  const isInPerson = isStaff(ctx.actor) && (contact.channel === 'phone' || contact.channel === 'visit')
  return { id: contact.id, isMail: contact.channel === 'mail', isInPerson }
}

async function change(caseId: CaseId, set: RawBuilder<unknown>, kind: CaseEvent['kind'], text: string, ctx: Context) {
  await sql`update "case" set ${set} where id = ${caseId}`.execute(ctx.tx)
  await addEvent(ctx, caseId, kind, text)
}

/** Answers whether, on the topic it now has, it repeats an earlier matter. */
export async function classify(
  input: Which & { topic: TopicCode; kind: AppealKind; unit: UnitCode },
  ctx: Context,
): Promise<{ isRepeat: boolean }> {
  await change(
    input.caseId,
    sql`topic = ${input.topic}, kind = ${input.kind}, unit = ${input.unit}`,
    'classified',
    '',
    ctx,
  )
  return seeWhetherRepeated(input, ctx)
}
export function keepDraft({ caseId, answer }: Which & { answer: string }, ctx: Context): Promise<void> {
  return change(caseId, sql`answer = ${answer}, remark = null`, 'drafted', '', ctx)
}
export function returnDraft({ caseId, remark }: Which & { remark: string }, ctx: Context): Promise<void> {
  return change(caseId, sql`remark = ${remark}`, 'returned', remark, ctx)
}

/** The head has approved. Where no hands are needed the answer goes now; otherwise a person gives it in the next step. */
export async function sendAnswer({ caseId, words }: Which & Spoken, ctx: Context): Promise<{ isSent: boolean }> {
  await addEvent(ctx, caseId, 'approved')
  const { answerChannel } = await selectCase(ctx, caseId)
  if (!goesByItself(answerChannel)) return { isSent: false }
  await answered({ caseId, kind: 'answerSent', note: '', words }, ctx)
  return { isSent: true }
}
export function handOver({ caseId, note, words }: Which & Spoken & { note: string }, ctx: Context): Promise<void> {
  return answered({ caseId, kind: 'handedOver', note, words }, ctx)
}
type Answered = Which & Spoken & { kind: CaseEvent['kind']; note: string }
async function answered({ caseId, kind, note, words }: Answered, ctx: Context) {
  await change(caseId, sql`answered_at = ${ctx.now}`, kind, note, ctx)
  await changeStatus({ caseId, status: 'answered', words }, ctx)
}

export async function noteEscalation({ caseId, text = '' }: Which & { text?: string }, ctx: Context): Promise<void> {
  await addEvent(ctx, caseId, 'escalated', text)
  await announce(ctx, 'caseChanged', { case: await selectCase(ctx, caseId) })
}

export async function closeCase({ caseId, words }: Which & Spoken, ctx: Context): Promise<void> {
  await change(caseId, sql`closed_at = ${ctx.now}`, 'closed', '', ctx)
  const closed = await changeStatus({ caseId, status: 'closed', words }, ctx)
  await announce(ctx, 'caseClosed', { case: closed })
}

/** A step of the process moves the day by which the consumer is answered. */
export async function moveDueOn({ caseId, dueOn }: Which & { dueOn: Day }, ctx: Context): Promise<void> {
  const { rows } = await sql`
    update "case" set due_on = ${dueOn}, reckoned = null where id = ${caseId} and due_on <> ${dueOn}::date returning id`.execute(
    ctx.tx,
  )
  if (rows.length > 0) await announce(ctx, 'caseChanged', { case: await selectCase(ctx, caseId) })
}

/** Files that came later than the case. Refusal: attachmentNotYours. */
export async function attachToCase(
  input: Which & { attachmentIds: readonly AttachmentId[] },
  ctx: Context,
): Promise<void> {
  const { consumerId } = await selectCase(ctx, input.caseId)
  await keepAttachments(input.caseId, { ...input, consumerId, interactionId: null }, ctx)
}
