import type { AttachmentId, CaseId, ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { MailTo } from '#shared/contract/mail'
import type { Context } from '../../db/context.ts'
import { guardConsumer } from '../consumer/index.ts'
import { loadInteraction } from '../interaction/index.ts'
import { putMail } from './putMail.ts'
import { newestOfThread } from './sql.ts'

export type ConsumerMail = {
  /** Null for a person nobody has yet found the record of: the mail finds it with the contact it answers. */
  consumerId: ConsumerId | null
  to: string
  subject: string
  text: string
  threadId?: InteractionId | null
  caseId?: CaseId | null
  attachmentIds?: readonly AttachmentId[]
  /** A notice stands on the timeline as a line, an answer as a mail. */
  kind?: 'answer' | 'notice'
}

/** Writes to a consumer by mail. Returns once it is decided; it leaves by the outbox. Throws a ZodError for an address that is none. */
export async function sendConsumerMail(input: ConsumerMail, ctx: Context): Promise<Interaction> {
  if (input.consumerId) await guardConsumer({ consumerId: input.consumerId }, ctx)
  const threadId = await threadOf(input, ctx)
  return putMail(
    {
      ...input,
      to: MailTo.parse(input.to),
      subject: input.subject.replace(/\p{Cc}+/gu, ' '),
      threadId,
      answered: threadId && (await newestOfThread(threadId, ctx)),
      kind: input.kind ?? 'answer',
    },
    ctx,
  )
}

/** A thread of somebody else is never written into, whoever names it. */
async function threadOf({ threadId, consumerId }: ConsumerMail, ctx: Context): Promise<InteractionId | null> {
  if (!threadId) return null
  const thread = await loadInteraction({ interactionId: threadId }, ctx)
  return thread.consumerId === consumerId ? (thread.threadId ?? thread.id) : null
}
