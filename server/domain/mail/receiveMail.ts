import type { AttachmentId, InteractionId, MessageId } from '#shared/contract/ids'
import type { MailDetail } from '#shared/contract/mail'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { keepAttachment } from '../attachment/index.ts'
import { findByEmail } from '../consumer/index.ts'
import { addMessage, changeInteraction, loadInteraction, previewOf, startInteraction } from '../interaction/index.ts'
import type { IncomingMail } from './ports.ts'
import { markUndelivered } from './recordDelivery.ts'
import { judgeThread, type Verdict } from './rules.ts'
import { readSender } from './sender.ts'
import { findClaims, findKnown, findSent, insertHeader, lockMail } from './sql.ts'

export type Received = { interactionId: InteractionId; isNew: boolean }

/** Keeps a mail as a contact that waits; a mail that is already kept changes nothing and answers the same contact. */
export async function receiveMail(mail: IncomingMail, ctx: Context): Promise<Received> {
  await lockMail(mail.messageId ?? mail.raw.sha256, ctx)
  const known = (await findKnown({ ...mail, rawSha256: mail.raw.sha256 }, ctx)) ?? (await findOwnCopy(mail, ctx))
  if (known) return { interactionId: known, isNew: false }
  const verdict = (await placeOfBounce(mail, ctx)) ?? (await placeOf(mail, ctx))
  const interactionId = newId<InteractionId>()
  await startMail(mail, interactionId, verdict, ctx)
  const messageId = await addMail(mail, interactionId, ctx)
  await insertHeader(
    {
      messageId,
      interactionId,
      direction: 'in',
      rfcMessageId: mail.messageId,
      inReplyTo: mail.inReplyTo,
      references: [...mail.references],
      fromAddress: mail.from?.address ?? null,
      toAddresses: mail.to.map((each) => each.address),
      claimedInteractionId: verdict.claimed?.rootId ?? null,
      rawSha256: mail.raw.sha256,
      contentSha256: mail.contentSha256,
    },
    ctx,
  )
  if (mail.undelivered) await markUndelivered(mail.undelivered, mail.ownText, ctx)
  return { interactionId, isNew: true }
}

/** A mailbox may hold copies of what we have sent. */
async function findOwnCopy(mail: IncomingMail, ctx: Context): Promise<InteractionId | null> {
  const { address } = await readSender(ctx)
  if (!mail.messageId || mail.from?.address !== address.toLowerCase()) return null
  return (await findSent(mail.messageId, ctx))?.interactionId ?? null
}

async function placeOf(mail: IncomingMail, ctx: Context): Promise<Verdict> {
  const from = mail.from?.address ?? null
  const candidates = from ? await findByEmail({ email: from }, ctx) : []
  const named = [mail.inReplyTo, ...[...mail.references].reverse()].filter((id) => id !== null)
  return judgeThread(
    from,
    candidates.map((each) => each.id),
    await findClaims(named, ctx),
  )
}

/** A bounce comes from a machine nobody knows, and names our Message-ID, which only the addressee's side has seen. */
async function placeOfBounce(mail: IncomingMail, ctx: Context): Promise<Verdict | null> {
  if (mail.automatic !== 'bounce' || !mail.undelivered || !(await findSent(mail.undelivered, ctx))) return null
  const [joined = null] = await findClaims([mail.undelivered], ctx)
  return { consumerId: joined?.consumerId ?? null, joined, mark: null, claimed: null }
}

async function startMail(
  mail: IncomingMail,
  id: InteractionId,
  { consumerId, joined, mark }: Verdict,
  ctx: Context,
): Promise<void> {
  const thread = joined && (await loadInteraction({ interactionId: joined.rootId }, ctx))
  const detail: Partial<MailDetail> = {
    from: mail.from,
    to: mail.to.slice(0, 50),
    cc: mail.cc.slice(0, 50),
    sentAt: mail.date,
    messageId: mail.messageId,
    folds: mail.folds,
    automatic: mail.automatic,
    damage: mail.damage,
    threadMark: mark,
  }
  await startInteraction(
    {
      id,
      consumerId,
      branchId: thread?.branchId ?? null,
      channel: 'mail',
      direction: 'in',
      state: 'waiting',
      subject: mail.subject,
      preview: mail.ownText,
      address: mail.from?.address ?? null,
      threadId: joined?.rootId ?? id,
      caseId: thread?.caseId ?? null,
      detail,
    },
    ctx,
  )
}

async function addMail(mail: IncomingMail, interactionId: InteractionId, ctx: Context): Promise<MessageId> {
  // in the order of the mail, also when they are made in the same millisecond
  const ids = mail.attachments.map(() => newId<AttachmentId>()).sort()
  for (const [at, file] of mail.attachments.entries()) {
    const id = ids[at]
    if (id) await keepAttachment({ ...file, id }, ctx)
  }
  const message = await addMessage(
    {
      interactionId,
      author: mail.automatic ? 'bot' : 'consumer',
      authorName: mail.from?.name || mail.from?.address || '',
      text: mail.text,
      html: mail.html && nameInlineImages(mail.html, ids),
      remoteImages: mail.remoteImages,
      attachmentIds: ids,
    },
    ctx,
  )
  // a closed entry shows the writer's own words, also when they stand below what is quoted
  const preview = previewOf(mail.ownText)
  if (preview !== previewOf(mail.text)) await changeInteraction({ interactionId, preview }, ctx)
  return message.id
}

const nameInlineImages = (html: string, ids: readonly AttachmentId[]) =>
  html.replace(/ data-inline="(\d{1,4})"/g, (_mark, at: string) => {
    const id = ids[Number(at)]
    return id ? ` data-attachment-id="${id}"` : ''
  })
