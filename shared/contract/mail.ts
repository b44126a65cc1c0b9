import { z } from 'zod'
import { CommandId, endpoints } from './contract.ts'
import { AttachmentId, ConsumerId, InteractionId } from './ids.ts'
import { Interaction } from './interaction.ts'

/** What people may write by hand: one mailbox, nothing that could become a second header or a second recipient. */
export const MailTo = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email())
  .transform((address) => address.toLowerCase())
const Subject = z
  .string()
  .trim()
  .max(300)
  .refine((text) => !/\p{Cc}/u.test(text), 'one line')
const Text = z.string().trim().min(1).max(100_000)
const Files = z.array(AttachmentId).max(30).default([])

/** All files of one mail together, bytes; mail servers of the world take about this much once it is encoded. */
export const MAIL_FILES_LIMIT_BYTES = 25 * 1024 * 1024

export const MailPerson = z.object({ address: z.string(), name: z.string() })
export type MailPerson = z.infer<typeof MailPerson>

/** queued → delivered; retrying: not taken yet, tried again by itself; failed: given up or refused; bounced: came back later. */
export const Delivery = z.enum(['queued', 'retrying', 'delivered', 'failed', 'bounced'])
export type Delivery = z.infer<typeof Delivery>

/** `detail` of an interaction of the channel mail. */
export const MailDetail = z.object({
  from: MailPerson.nullable().default(null),
  to: z.array(MailPerson).default([]),
  cc: z.array(MailPerson).default([]),
  /** The mail's own date, when it names one. */
  sentAt: z.iso.datetime().nullable().default(null),
  messageId: z.string().nullable().default(null),
  /** The quoted parts of the message's text, as [from, to) positions. */
  folds: z.array(z.tuple([z.number().int(), z.number().int()])).default([]),
  /** Written by a machine: never answered by one. */
  automatic: z.enum(['autoReply', 'bounce', 'bulk']).nullable().default(null),
  /** Something could not be shown; the source is among the attachments. */
  damage: z.enum(['truncated', 'unreadable', 'tooManyParts', 'tooLong']).nullable().default(null),
  /** foreign: claims another consumer's thread · unconfirmed: an unknown sender claims a known thread. Neither is joined. */
  threadMark: z.enum(['foreign', 'unconfirmed']).nullable().default(null),
  delivery: Delivery.nullable().default(null),
  deliveryError: z.string().nullable().default(null),
})
export type MailDetail = z.infer<typeof MailDetail>

/** A mail seen from outside the company, in the demo's mailbox page. */
export const SentOut = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  from: MailPerson.nullable(),
  to: z.array(z.string()),
  subject: z.string(),
  messageId: z.string().nullable(),
})
export type SentOut = z.infer<typeof SentOut>
export const SentOutMail = SentOut.extend({
  inReplyTo: z.string().nullable(),
  references: z.array(z.string()),
  text: z.string(),
  files: z.array(z.object({ name: z.string(), sizeBytes: z.number().int() })),
})
export type SentOutMail = z.infer<typeof SentOutMail>

const writers = ['agent', 'clerk', 'specialist', 'supervisor'] as const

export const mailEndpoints = endpoints({
  /** Answers a mail to whoever wrote it; the history is quoted below. The answered mail ends unless it is kept open. */
  replyMail: {
    method: 'POST',
    path: '/interactions/:interactionId/mail',
    input: z.object({
      interactionId: InteractionId,
      text: Text,
      attachmentIds: Files,
      keepsOpen: z.boolean().default(false),
      commandId: CommandId,
    }),
    output: Interaction,
    refusals: ['notAMail', 'noAddress', 'attachmentNotYours', 'tooLarge'],
    allow: writers,
  },
  writeMail: {
    method: 'POST',
    path: '/consumers/:consumerId/mail',
    input: z.object({
      consumerId: ConsumerId,
      to: MailTo,
      subject: Subject,
      text: Text,
      attachmentIds: Files,
      commandId: CommandId,
    }),
    output: Interaction,
    refusals: ['attachmentNotYours', 'tooLarge'],
    allow: writers,
  },
  /** «Отправить ещё раз», for a mail that was given up. */
  resendMail: {
    method: 'POST',
    path: '/interactions/:interactionId/mail/resend',
    input: z.object({ interactionId: InteractionId, commandId: CommandId }),
    output: Interaction,
    refusals: ['notAMail', 'notFailed'],
    allow: writers,
  },
  /** The demo's world outside: what has left the company, newest first. */
  listSentOut: {
    method: 'GET',
    path: '/demo/mailbox',
    input: z.object({}),
    output: z.object({ companyAddress: z.string(), mails: z.array(SentOut) }),
    refusals: ['notInDemo'],
    allow: 'anyone',
  },
  openSentOut: {
    method: 'GET',
    path: '/demo/mailbox/:sentOutId',
    input: z.object({ sentOutId: z.uuid() }),
    output: SentOutMail,
    refusals: ['notInDemo'],
    allow: 'anyone',
  },
  /** Anybody writes to the company, over the real SMTP port; `answersId` makes it an answer to what was sent. */
  writeFromOutside: {
    method: 'POST',
    path: '/demo/mailbox',
    input: z.object({
      from: MailTo,
      name: z
        .string()
        .trim()
        .max(100)
        .refine((text) => !/\p{Cc}/u.test(text), 'one line')
        .default(''),
      subject: Subject,
      text: Text,
      answersId: z.uuid().nullable().default(null),
      files: z
        .array(
          z.object({
            name: z.string().trim().min(1).max(200),
            mediaType: z.string().max(120),
            base64: z.base64().max(34_000_000),
          }),
        )
        .max(10)
        .default([]),
      commandId: CommandId,
    }),
    output: z.object({ messageId: z.string() }),
    refusals: ['notInDemo', 'notTaken'],
    allow: 'anyone',
  },
})
