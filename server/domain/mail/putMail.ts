import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { AttachmentId, CaseId, ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { MAIL_FILES_LIMIT_BYTES, type MailDetail } from '#shared/contract/mail'
import { type Context, isStaff } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { enqueue } from '../../db/outbox.ts'
import { addMessage, changeInteraction, startInteraction } from '../interaction/index.ts'
import { referencesOf } from './rules.ts'
import { readSender } from './sender.ts'
import { type Header, insertHeader } from './sql.ts'

export type NewMail = {
  consumerId: ConsumerId | null
  branchId?: Interaction['branchId']
  to: string
  subject: string
  text: string
  folds?: [number, number][]
  ownText?: string
  /** The thread it belongs to, and the mail of it that it answers. */
  threadId?: InteractionId | null
  answered?: Header | null
  caseId?: CaseId | null
  attachmentIds?: readonly AttachmentId[]
  /** A notice is told by mail and stands on the timeline as a notice. */
  kind: 'answer' | 'notice'
}

/** Puts a mail of ours on the timeline and in the outbox, in one transaction. */
export async function putMail(mail: NewMail, ctx: Context): Promise<Interaction> {
  await guardSize(mail.attachmentIds ?? [], ctx)
  const sender = await readSender(ctx)
  const id = newId<InteractionId>()
  const rfcMessageId = `<${newId<string>()}@${sender.address.slice(sender.address.lastIndexOf('@') + 1)}>`
  const detail: Partial<MailDetail> = {
    from: sender,
    to: [{ address: mail.to, name: '' }],
    messageId: rfcMessageId,
    folds: mail.folds ?? [],
    delivery: 'queued',
  }
  const { consumerId, to, subject, caseId = null, branchId = null, threadId } = mail
  const channel = mail.kind === 'notice' ? 'notice' : 'mail'
  const staffId = isStaff(ctx.actor) ? ctx.actor.id : null
  await startInteraction(
    {
      id,
      consumerId,
      branchId,
      channel,
      direction: 'out',
      state: 'ended',
      subject,
      preview: mail.ownText ?? mail.text,
      address: to,
      threadId: threadId ?? id,
      caseId,
      staffId,
      detail,
    },
    ctx,
  )
  const message = await addMessage(
    {
      interactionId: id,
      author: isStaff(ctx.actor) ? 'staff' : 'system',
      authorName: isStaff(ctx.actor) ? ctx.actor.name : sender.name,
      text: mail.text,
      attachmentIds: mail.attachmentIds ?? [],
    },
    ctx,
  )
  const answered = mail.answered ?? null
  await insertHeader(
    {
      messageId: message.id,
      interactionId: id,
      direction: 'out',
      rfcMessageId,
      inReplyTo: answered?.rfcMessageId ?? null,
      references: answered ? referencesOf(answered) : [],
      fromAddress: sender.address,
      toAddresses: [to],
    },
    ctx,
  )
  await enqueue(ctx, 'mail', { messageId: message.id }, rfcMessageId)
  return changeInteraction({ interactionId: id }, ctx)
}

async function guardSize(ids: readonly AttachmentId[], ctx: Context): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(size_bytes), 0)::float8 as bytes from attachment where id = any(${ids}::uuid[])`.execute(ctx.tx)
  if ((rows[0]?.bytes ?? 0) > MAIL_FILES_LIMIT_BYTES)
    throw new Refusal('tooLarge', { limitBytes: MAIL_FILES_LIMIT_BYTES })
}
