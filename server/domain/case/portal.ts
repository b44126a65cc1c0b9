import { sql } from 'kysely'
import type { AnswerChannel, AppealKind, CaseStatus } from '#shared/contract/appeal'
import { Missing } from '#shared/contract/contract'
import type { AttachmentId, BranchId, CaseId, ConsumerId, InteractionId } from '#shared/contract/ids'
import type { TopicCode } from '#shared/contract/topic'
import type { Context } from '../../db/context.ts'
import { addMessage, changeInteraction, startInteraction } from '../interaction/index.ts'
import { listNotices } from '../notice/index.ts'
import { type NewAppeal, register } from './register.ts'
import { isCode, makeCode } from './secretCode.ts'
import { selectCase } from './sql.ts'

export type PortalAppeal = Pick<NewAppeal, 'process' | 'prepare' | 'dueOn'> & {
  applicantName: string
  /** The consumer this person is known to be; otherwise found by an email or phone that only one consumer has. */
  consumerId?: ConsumerId | undefined
  branchId?: BranchId | undefined
  phone?: string | undefined
  email?: string | undefined
  topic: TopicCode
  kind: AppealKind
  text: string
  answerChannel: AnswerChannel
  answerAddress?: string | undefined
  attachmentIds?: readonly AttachmentId[] | undefined
  /** What the contact is called on the timeline, before its number. */
  title?: string | undefined
}
export type RegisteredFromPortal = {
  caseId: CaseId
  interactionId: InteractionId
  number: string
  code: string
  dueOn: string
}

/** A person files an appeal by themselves: it stands on the timeline as a contact of the portal. The code is told once. */
export async function registerAppealFromPortal(input: PortalAppeal, ctx: Context): Promise<RegisteredFromPortal> {
  const consumer = await recognise(input, ctx)
  const branchId = consumer?.branchId ?? input.branchId ?? null
  const contact = await startInteraction(
    {
      consumerId: consumer?.id ?? null,
      branchId,
      channel: 'portal',
      direction: 'in',
      state: 'ended',
      subject: input.applicantName,
      address: input.email ?? input.phone ?? null,
    },
    ctx,
  )
  const attachmentIds = input.attachmentIds ?? []
  await addMessage(
    { interactionId: contact.id, author: 'consumer', authorName: input.applicantName, text: input.text, attachmentIds },
    ctx,
  )
  const { code, kept } = await makeCode()
  const appeal = {
    ...input,
    consumerId: consumer?.id ?? null,
    branchId,
    interactionId: contact.id,
    attachmentIds,
    code: kept,
  }
  const { id, number, dueOn } = await register(appeal, ctx)
  await watchBy(id, contact.id, ctx)
  await changeInteraction(
    { interactionId: contact.id, caseId: id, subject: `${input.title ?? 'Обращение'} ${number}` },
    ctx,
  )
  return { caseId: id, interactionId: contact.id, number, code, dueOn }
}

/** Whoever knows number and code of the case is admitted to this contact, and sees the case through it. */
export async function watchBy(caseId: CaseId, interactionId: InteractionId, ctx: Context): Promise<void> {
  await sql`update "case" set portal_interaction_id = ${interactionId} where id = ${caseId}`.execute(ctx.tx)
}

type Known = { id: ConsumerId; branchId: BranchId }

async function recognise({ consumerId, email, phone }: PortalAppeal, ctx: Context): Promise<Known | undefined> {
  const { rows } = await sql<Known>`
    select id, branch_id as "branchId" from consumer c
    where c.id = ${consumerId ?? null}::uuid or (${consumerId ?? null}::uuid is null and (
      exists (select from consumer_email e where e.consumer_id = c.id and lower(e.email) = lower(${email ?? null}))
      or exists (select from consumer_phone p where p.consumer_id = c.id and p.phone = ${phone ?? null})))
    limit 2`.execute(ctx.tx)
  return rows.length === 1 ? rows[0] : undefined
}

export type PortalStatus = {
  number: string
  topic: TopicCode
  status: CaseStatus
  registeredAt: string
  dueOn: string
  history: { status: CaseStatus; at: string; text: string }[]
  answer: string | null
  answeredAt: string | null
}

/** What the person who knows number and code may see. A wrong code looks like a number that does not exist: Missing('noSuchCase'). */
export async function portalStatus(
  { number, code }: { number: string; code: string },
  ctx: Context,
): Promise<PortalStatus> {
  const { rows } = await sql<{ id: CaseId; salt: Buffer | null; hash: Buffer | null }>`
    select id, code_salt as salt, code_hash as hash from "case" where number = ${number.trim()}`.execute(ctx.tx)
  const row = rows[0]
  if (!row?.salt || !row.hash || !(await isCode(code, { salt: row.salt, hash: row.hash })))
    throw new Missing('noSuchCase')
  const found = await selectCase(ctx, row.id)
  const notices = await listNotices({ caseId: row.id }, ctx)
  const isAnswered = found.answeredAt !== null
  return {
    number: found.number,
    topic: found.topic,
    status: found.status,
    registeredAt: found.registeredAt,
    dueOn: found.dueOn,
    history: notices.map(({ status, at, text }) => ({ status, at, text })),
    answer: isAnswered ? found.answer : null,
    answeredAt: found.answeredAt,
  }
}
