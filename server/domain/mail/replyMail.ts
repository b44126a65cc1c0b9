import { Refusal } from '#shared/contract/contract'
import type { AttachmentId, InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { MailDetail, MailTo } from '#shared/contract/mail'
import { type Context, staffOf } from '../../db/context.ts'
import { changeInteraction, listMessages, lockInteraction } from '../interaction/index.ts'
import { putMail } from './putMail.ts'
import { answerSubject, quoteBelow } from './rules.ts'
import { type Header, headerOf } from './sql.ts'

type Reply = { interactionId: InteractionId; text: string; attachmentIds: readonly AttachmentId[]; keepsOpen: boolean }

/** Answers a mail to the address it came from, in its thread. Refusals: notAMail, noAddress, attachmentNotYours, tooLarge. */
export async function replyMail(input: Reply, ctx: Context): Promise<Interaction> {
  const staff = staffOf(ctx)
  const answered = await lockInteraction(input, ctx)
  const header = await headerOf(answered.id, ctx)
  if (!header) throw new Refusal('notAMail')
  const to = MailTo.safeParse(answered.address ?? '')
  if (!to.success) throw new Refusal('noAddress')
  const { text, folds } = await quote(input.text, answered, ctx)
  const sent = await putMail(
    {
      consumerId: answered.consumerId,
      branchId: answered.branchId,
      to: to.data,
      subject: answerSubject(answered.subject),
      text,
      folds,
      ownText: input.text,
      threadId: answered.threadId ?? answered.id,
      answered: header,
      caseId: answered.caseId,
      attachmentIds: input.attachmentIds,
      kind: 'answer',
    },
    ctx,
  )
  await settle(answered, header, staff.id, input.keepsOpen, ctx)
  return sent
}

/** An answered mail is done, unless the person means to write more; it was theirs either way. */
async function settle(
  answered: Interaction,
  header: Header,
  staffId: NonNullable<Interaction['staffId']>,
  keepsOpen: boolean,
  ctx: Context,
) {
  if (header.direction === 'out' || answered.state === 'ended') return
  const owner = answered.staffId ?? staffId
  const interactionId = answered.id
  if (keepsOpen) await changeInteraction({ interactionId, state: 'open', staffId: owner }, ctx)
  else await changeInteraction({ interactionId, state: 'ended', endedAt: ctx.now, staffId: owner }, ctx)
}

async function quote(text: string, answered: Interaction, ctx: Context) {
  const [message] = await listMessages({ interactionId: answered.id }, ctx)
  if (!message?.text.trim()) return { text, folds: [] }
  const from = MailDetail.parse(answered.detail).from
  const author = from ? `${from.name} <${from.address}>`.trim() : message.authorName
  return quoteBelow(text, { text: message.text, introduction: `${writtenAt(message.at)}, ${author}:` })
}

/** As mail programs write it, in the company's time. */
const writtenAt = (iso: string) =>
  new Intl.DateTimeFormat('ru-RU', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Moscow' })
    .format(new Date(iso))
    .replace(/(\d\d\.\d\d)\.(\d\d),/, '$1.20$2,')
