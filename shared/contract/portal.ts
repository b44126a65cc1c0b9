import { z } from 'zod'
import { AnswerChannel, CaseStatus } from './appeal.ts'
import { AppealText, CaseNumber } from './case.ts'
import { VisitorToken } from './chat.ts'
import { CommandId, endpoints, fact } from './contract.ts'
import { AttachmentId, InteractionId, MeterId } from './ids.ts'
import { Attachment } from './interaction.ts'
import { AccountOrMeter, OfferedMeter, ReadingOutcome, ZoneValues } from './reading.ts'
import { ProcessKey } from './suggestion.ts'
import { TopicCode } from './topic.ts'

/** As the person typed it: case and dashes do not matter. */
export const AccessCode = z.string().trim().min(4).max(20)

/** The channels a person may ask to be answered by on the portal. */
export const PortalChannel = AnswerChannel.extract(['portal', 'mail', 'phone', 'paper'])
export type PortalChannel = z.infer<typeof PortalChannel>

export const Applicant = z.object({
  name: z.string().trim().min(2).max(200),
  phone: z
    .string()
    .regex(/^\+\d{10,15}$/)
    .nullable(),
  email: z.email().max(200).nullable(),
  accountNumber: z.string().trim().min(4).max(20).nullable(),
  address: z.string().trim().min(5).max(300).nullable(),
})
export type Applicant = z.infer<typeof Applicant>

/** A step of the way, in the order in which a person sees them. */
export const PortalStep = z.object({
  status: CaseStatus,
  at: z.iso.datetime().nullable(),
  state: z.enum(['done', 'now', 'ahead']),
})

export const PortalStatus = z.object({
  number: CaseNumber,
  process: ProcessKey,
  topicRu: z.string(),
  topicEn: z.string(),
  status: CaseStatus,
  registeredAt: z.iso.datetime(),
  dueOn: z.iso.date(),
  answerChannel: AnswerChannel,
  text: z.string(),
  steps: z.array(PortalStep),
  answer: z.object({ text: z.string(), at: z.iso.datetime() }).nullable(),
  cancelReason: z.string().nullable(),
  /** What the person sent. */
  attachments: z.array(Attachment),
  /** What the person was told, oldest first. */
  history: z.array(z.object({ at: z.iso.datetime(), status: CaseStatus })),
})
export type PortalStatus = z.infer<typeof PortalStatus>

export const portalEndpoints = endpoints({
  /**
   * Files an appeal. `website` is a field no person sees: whoever fills it is a machine. Answers the number and the code that
   * opens the status page; a repeated command gets the same ones.
   */
  fileAppeal: {
    method: 'POST',
    path: '/portal/appeals',
    input: z.object({
      topic: TopicCode,
      text: AppealText,
      attachmentIds: z.array(AttachmentId).max(10).default([]),
      applicant: Applicant,
      answerChannel: PortalChannel,
      website: z.string().max(200).default(''),
      commandId: CommandId,
    }),
    output: z.object({ number: CaseNumber, code: z.string() }),
    refusals: ['topicUnknown', 'contactRequired', 'answerAddressRequired', 'tooMany', 'looksAutomatic'],
    allow: 'anyone',
  },
  /**
   * Lets the bearer of the token watch an appeal, when number and code fit. Wrong is a value, not a refusal, because the try must
   * be counted; a wrong number and a wrong code look the same.
   */
  watchAppeal: {
    method: 'POST',
    path: '/portal/watch',
    input: z.object({
      number: z.string().trim().min(1).max(20),
      code: AccessCode,
      token: VisitorToken,
      commandId: CommandId,
    }),
    output: z.object({ isRight: z.boolean() }),
    refusals: ['tooManyTries'],
    allow: 'anyone',
  },
  openPortalStatus: {
    method: 'GET',
    path: '/portal/status',
    input: z.object({}),
    output: PortalStatus,
    refusals: [],
    allow: 'visitor',
  },
  downloadFromPortal: {
    method: 'GET',
    path: '/portal/attachments/:attachmentId',
    input: z.object({ attachmentId: AttachmentId }),
    output: z.object({ attachment: Attachment, base64: z.string() }),
    refusals: [],
    allow: 'visitor',
  },
  /** Public: which registers to fill in. Tells neither name nor address. */
  offerMeters: {
    method: 'GET',
    path: '/portal/meters',
    input: z.object({ number: AccountOrMeter }),
    output: z.array(OfferedMeter),
    refusals: [],
    allow: 'anyone',
  },
  /** `number` proves that the person knows whose meter it is. The bearer of the token may then watch what becomes of it. */
  giveReading: {
    method: 'POST',
    path: '/portal/readings',
    input: z.object({
      number: AccountOrMeter,
      meterId: MeterId,
      values: ZoneValues,
      token: VisitorToken,
      website: z.string().max(200).default(''),
      commandId: CommandId,
    }),
    output: ReadingOutcome,
    refusals: ['meterUnknown', 'nothingGiven', 'tooMany', 'looksAutomatic'],
    allow: 'anyone',
  },
  /** What has become of the reading that the bearer of the token gave last. */
  openGivenReading: {
    method: 'GET',
    path: '/portal/reading',
    input: z.object({}),
    output: ReadingOutcome,
    refusals: [],
    allow: 'visitor',
  },
})

export const portalFacts = {
  /** Something of the appeal has changed: an open status page pulls it anew. Carries nothing of it. */
  portalStatusMoved: fact({
    version: 1,
    payload: z.object({ interactionId: InteractionId }),
    rooms: (p) => [`chat:${p.interactionId}`],
  }),
}
