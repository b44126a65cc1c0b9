import { z } from 'zod'
import { AnswerChannel, AppealKind, CaseStatus } from './appeal.ts'
import { CommandId, endpoints, fact, page, type Room } from './contract.ts'
import { AttachmentId, BranchId, CaseId, ConsumerId, InteractionId } from './ids.ts'
import { Attachment } from './interaction.ts'
import { Notice } from './notice.ts'
import { ProcessKey } from './suggestion.ts'
import { Task } from './task.ts'
import { TopicCode, UnitCode } from './topic.ts'

/** `26-000123`: the year and a running number. */
export const CaseNumber = z.string().regex(/^\d{2}-\d{6,}$/)
export type CaseNumber = z.infer<typeof CaseNumber>

/** A matter of a consumer: what stands in a list and in the right column. */
export const Case = z.object({
  id: CaseId,
  number: CaseNumber,
  /** The process it goes by. */
  process: ProcessKey.default(ProcessKey.parse('appeal')),
  consumerId: ConsumerId.nullable(),
  consumerName: z.string(),
  branchId: BranchId.nullable(),
  topic: TopicCode,
  kind: AppealKind,
  status: CaseStatus,
  unit: UnitCode,
  text: z.string(),
  answerChannel: AnswerChannel,
  answerAddress: z.string().nullable(),
  /** The day the answer must be given by. */
  dueOn: z.iso.date(),
  registeredAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** The earlier case of the same consumer on the same topic, answered within the repeat window. */
  repeatOfNumber: CaseNumber.nullable(),
  answer: z.string().nullable(),
  answeredAt: z.iso.datetime().nullable(),
  remark: z.string().nullable(),
  cancelReason: z.string().nullable(),
  /** The day the answer was due by before its only extension. */
  extendedFrom: z.iso.date().nullable().default(null),
  extensionReason: z.string().nullable().default(null),
})
export type Case = z.infer<typeof Case>

/** One thing that happened to a case, newest last. */
export const CaseEvent = z.object({
  at: z.iso.datetime(),
  kind: z.enum([
    'registered',
    'classified',
    'drafted',
    'returned',
    'approved',
    'answerSent',
    'handedOver',
    'escalated',
    'extended',
    'closed',
    'cancelled',
  ]),
  byName: z.string().nullable(),
  text: z.string(),
})
export type CaseEvent = z.infer<typeof CaseEvent>

/** Something the process could not do by itself. */
export const StepFailure = z.object({
  elementId: z.string(),
  message: z.string(),
  attempts: z.number().int(),
  at: z.iso.datetime(),
})

export const OpenedCase = z.object({
  case: Case,
  events: z.array(CaseEvent),
  tasks: z.array(Task),
  notices: z.array(Notice),
  attachments: z.array(Attachment),
  /** The last day its term may be extended to; null: not any more. */
  extensibleUntil: z.iso.date().nullable().default(null),
  failures: z.array(StepFailure),
})
export type OpenedCase = z.infer<typeof OpenedCase>

export const CaseDiagram = z.object({
  xml: z.string(),
  version: z.number().int(),
  state: z.enum(['active', 'completed', 'cancelled']),
  active: z.array(z.string()),
  failed: z.array(z.string()),
  /** Elements and flows that were passed. */
  visited: z.array(z.string()),
})
export type CaseDiagram = z.infer<typeof CaseDiagram>

export const AppealText = z.string().trim().min(5).max(20_000)
const NewCase = z.object({
  topic: TopicCode,
  kind: AppealKind,
  text: AppealText,
  answerChannel: AnswerChannel,
  answerAddress: z.string().trim().min(3).max(300).optional(),
  attachmentIds: z.array(AttachmentId).max(50).default([]),
})

const workers = ['agent', 'clerk', 'specialist', 'supervisor'] as const
const readers = [...workers, 'analyst', 'administrator', 'auditor'] as const

export const caseEndpoints = endpoints({
  /** Registers an appeal out of a contact (`interactionId`) or without one, and starts its process. */
  registerCase: {
    method: 'POST',
    path: '/consumers/:consumerId/cases',
    input: NewCase.extend({
      consumerId: ConsumerId,
      interactionId: InteractionId.optional(),
      dueOn: z.iso.date().optional(),
      commandId: CommandId,
    }),
    /** `portalCode` opens the case on the portal; it is told once. */
    output: Case.extend({ portalCode: z.string() }),
    refusals: [
      'topicUnknown',
      'answerAddressRequired',
      'answerAddressInvalid',
      'dueOnPast',
      'interactionOfAnother',
      'attachmentNotYours',
    ],
    allow: workers,
  },
  /** What the answer is due by when it is registered now; in words on the form. */
  previewDueOn: {
    method: 'GET',
    path: '/case-due',
    input: z.object({ topic: TopicCode.optional(), kind: AppealKind.optional(), branchId: BranchId.optional() }),
    output: z.object({ dueOn: z.iso.date(), source: z.string() }),
    refusals: [],
    allow: 'staff',
  },
  openCase: {
    method: 'GET',
    path: '/cases/:caseId',
    input: z.object({ caseId: CaseId }),
    output: OpenedCase,
    refusals: [],
    allow: readers,
  },
  findCase: {
    method: 'GET',
    path: '/case-numbers/:number',
    input: z.object({ number: CaseNumber }),
    output: Case,
    refusals: [],
    allow: readers,
  },
  /** Open ones first, newest first. */
  listCases: {
    method: 'GET',
    path: '/consumers/:consumerId/cases',
    input: z.object({
      consumerId: ConsumerId,
      after: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    output: page(Case),
    refusals: ['badCursor'],
    allow: readers,
  },
  caseDiagram: {
    method: 'GET',
    path: '/cases/:caseId/diagram',
    input: z.object({ caseId: CaseId }),
    output: CaseDiagram,
    refusals: [],
    allow: readers,
  },
  cancelCase: {
    method: 'POST',
    path: '/cases/:caseId/cancel',
    input: z.object({ caseId: CaseId, reason: z.string().trim().min(5).max(2_000), commandId: CommandId }),
    output: Case,
    refusals: ['caseClosed', 'instanceEnded'],
    allow: ['supervisor', 'specialist', 'clerk', 'agent'],
  },
  /** Extends the term of the answer, once, by no more than the dated limit; the consumer is told the reason. */
  extendCase: {
    method: 'POST',
    path: '/cases/:caseId/extend',
    input: z.object({
      caseId: CaseId,
      dueOn: z.iso.date(),
      reason: z.string().trim().min(5).max(2_000),
      commandId: CommandId,
    }),
    output: Case,
    refusals: ['caseClosed', 'alreadyAnswered', 'alreadyExtended', 'termOver', 'badExtension', 'otherTerms'],
    allow: ['specialist', 'supervisor'],
  },
  /** Tries again what the process could not do. */
  retryCase: {
    method: 'POST',
    path: '/cases/:caseId/retry',
    input: z.object({ caseId: CaseId, commandId: CommandId }),
    output: z.object({ stillFailing: z.number().int() }),
    refusals: ['nothingFailed', 'instanceEnded'],
    allow: ['supervisor', 'administrator'],
  },
})

const caseRooms = (p: { case: Case }): (Room | null)[] => [
  p.case.consumerId && `consumer:${p.case.consumerId}`,
  p.case.branchId ? `branch:${p.case.branchId}` : 'company:all',
]

export const caseFacts = {
  caseRegistered: fact({ version: 1, payload: z.object({ case: Case }), rooms: caseRooms }),
  /** Any change of status, topic, unit, answer or consumer; the payload is the whole case. */
  caseChanged: fact({ version: 1, payload: z.object({ case: Case }), rooms: caseRooms }),
  caseClosed: fact({ version: 1, payload: z.object({ case: Case }), rooms: caseRooms }),
}
