import { MessageId } from '#shared/contract/ids'
import { type Context, inTransaction } from '../../db/context.ts'
import type { Db } from '../../db/database.ts'
import type { OutboxTarget } from '../../db/outbox.ts'
import { readAttachment } from '../attachment/index.ts'
import { listMessages, loadInteraction } from '../interaction/index.ts'
import type { OutgoingMail, SendMail } from './ports.ts'
import { recordDelivery } from './recordDelivery.ts'
import { readSender } from './sender.ts'
import { headerOfMessage } from './sql.ts'

const actor = { kind: 'system', name: 'mail' } as const

/** What the outbox does with a mail: sends it and writes on its timeline entry what became of it. */
export function mailOutbox(db: Db, send: SendMail): OutboxTarget {
  const record = (news: Parameters<typeof recordDelivery>[0]) =>
    inTransaction(db, actor, (ctx) => recordDelivery(news, ctx))
  return {
    send: async (payload) => {
      const messageId = MessageId.parse(payload.messageId)
      const mail = await inTransaction(db, actor, (ctx) => loadOutgoing(messageId, ctx))
      if (!mail) return
      const sent = await send(mail)
      if (sent.outcome === 'sent') await record({ messageId, delivery: 'delivered' })
      else await record({ messageId, delivery: 'failed', error: sent.reason })
    },
    onFailure: async ({ payload, error, isFinal }) =>
      record({ messageId: MessageId.parse(payload.messageId), delivery: isFinal ? 'failed' : 'retrying', error }),
  }
}

/** The mail as it leaves; null when it has left already, for the outbox may ask twice. */
async function loadOutgoing(messageId: MessageId, ctx: Context): Promise<OutgoingMail | null> {
  const header = await headerOfMessage(messageId, ctx)
  const [to] = header?.toAddresses ?? []
  if (!header?.rfcMessageId || !to) return null
  const interaction = await loadInteraction(header, ctx)
  const message = (await listMessages(header, ctx)).find((each) => each.id === messageId)
  if (!message || message.deliveredAt) return null
  const attachments: OutgoingMail['attachments'][number][] = []
  for (const { id, name, mediaType } of message.attachments) {
    const { bytes } = await readAttachment({ attachmentId: id }, ctx)
    attachments.push({ name, mediaType, bytes })
  }
  return {
    messageId: header.rfcMessageId,
    from: await readSender(ctx),
    to,
    subject: interaction.subject,
    text: message.text,
    inReplyTo: header.inReplyTo,
    references: header.references,
    isAutomatic: message.author !== 'staff',
    attachments,
  }
}
