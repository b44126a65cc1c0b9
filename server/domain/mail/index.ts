import type { Handlers } from '#shared/contract/contract'
import type { AttachmentId, ConsumerId } from '#shared/contract/ids'
import type { mailEndpoints } from '#shared/contract/mail'
import type { Context } from '../../db/context.ts'
import type { MailPorts } from './ports.ts'
import { replyMail } from './replyMail.ts'
import { resendMail } from './resendMail.ts'
import { sendConsumerMail } from './sendConsumerMail.ts'
import { listSentOut, openSentOut, writeFromOutside } from './sentOut.ts'

export { loadMailCursor, saveMailCursor } from './mailCursor.ts'
export { mailOutbox } from './mailOutbox.ts'
export type { IncomingMail, MailPorts, OutgoingMail, SendMail, WriteFromOutside } from './ports.ts'
export { type Received, receiveMail } from './receiveMail.ts'
export { type ConsumerMail, sendConsumerMail } from './sendConsumerMail.ts'
export { readSender, useSender } from './sender.ts'
export { keepSentOut } from './sentOut.ts'

type Written = {
  consumerId: ConsumerId
  to: string
  subject: string
  text: string
  attachmentIds: readonly AttachmentId[]
}
const writeMail = ({ consumerId, to, subject, text, attachmentIds }: Written, ctx: Context) =>
  sendConsumerMail({ consumerId, to, subject, text, attachmentIds }, ctx)

export const mailHandlers = (ports: MailPorts): Handlers<typeof mailEndpoints, Context> => ({
  replyMail,
  writeMail,
  resendMail,
  listSentOut: listSentOut(ports),
  openSentOut: openSentOut(ports),
  writeFromOutside: writeFromOutside(ports),
})
