import { z } from 'zod'
import { AnswerChannel } from './appeal.ts'
import { CaseNumber } from './case.ts'
import { ConsumerKind } from './consumer.ts'
import { CommandId, endpoints, fact, type Room } from './contract.ts'
import { AttachmentId, BranchId, CaseId, ConsumerId, InteractionId } from './ids.ts'
import { Applicant, PortalChannel } from './portal.ts'

/** By power, and mobile objects apart: the class chooses the terms and the rate. A decision table tells it. */
export const ConnectionClass = z.enum(['citizen15', 'upTo150', 'upTo670', 'above670', 'temporary'])
export type ConnectionClass = z.infer<typeof ConnectionClass>

/** The way of an application, in its order. */
export const ConnectionStage = z.enum([
  'application',
  'completeness',
  'conditions',
  'contract',
  'payment',
  'works',
  'inspection',
  'documents',
])
export type ConnectionStage = z.infer<typeof ConnectionStage>

/** What the applicant is to do now. */
export const ConnectionAwaits = z.enum(['documents', 'signature', 'payment', 'readiness'])
export type ConnectionAwaits = z.infer<typeof ConnectionAwaits>
export const ConnectionOutcome = z.enum(['connected', 'refused', 'annulled', 'withdrawn', 'stopped'])
export type ConnectionOutcome = z.infer<typeof ConnectionOutcome>

/** Power in kW to hundredths, voltage in kV, distance to the nearest line in metres. */
export const ConnectionApplication = z.object({
  applicantKind: ConsumerKind,
  powerKw: z.number().positive().max(1_000_000).multipleOf(0.01),
  voltageKv: z.number().positive().max(750).multipleOf(0.01),
  distanceM: z.number().int().min(0).max(1_000_000),
  isTemporary: z.boolean().default(false),
  objectAddress: z.string().trim().min(5).max(300),
})
export type ConnectionApplication = z.infer<typeof ConnectionApplication>

export const ConnectionDocument = z.object({
  code: z.string(),
  nameRu: z.string(),
  nameEn: z.string(),
  state: z.enum(['expected', 'given', 'missing']),
})
export type ConnectionDocument = z.infer<typeof ConnectionDocument>

export const ConnectionStep = z.object({
  stage: ConnectionStage,
  state: z.enum(['done', 'now', 'ahead', 'stopped']),
  enteredAt: z.iso.datetime().nullable(),
  leftAt: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable(),
})
export type ConnectionStep = z.infer<typeof ConnectionStep>

export const ConnectionPayment = z.object({
  kopecks: z.number().int().positive(),
  paidAt: z.iso.datetime(),
  document: z.string(),
})

/** An application as staff and its applicant see it. Money is kopecks. */
export const Connection = ConnectionApplication.extend({
  caseId: CaseId,
  number: CaseNumber,
  class: ConnectionClass.nullable(),
  stage: ConnectionStage,
  steps: z.array(ConnectionStep),
  awaits: ConnectionAwaits.nullable(),
  awaitsUntil: z.iso.datetime().nullable(),
  /** What is missing or to be mended, in words. */
  demand: z.string().nullable(),
  documents: z.array(ConnectionDocument),
  conditions: z.string().nullable(),
  contractNumber: z.string().nullable(),
  feeKopecks: z.number().int().nullable(),
  /** Of the fee, what is to be paid before the works begin. */
  advanceKopecks: z.number().int().nullable(),
  paidKopecks: z.number().int(),
  payments: z.array(ConnectionPayment),
  worksDueAt: z.iso.datetime().nullable(),
  actNumber: z.string().nullable(),
  outcome: ConnectionOutcome.nullable(),
  outcomeReason: z.string().nullable(),
})
export type Connection = z.infer<typeof Connection>

const workers = ['agent', 'clerk', 'specialist', 'supervisor'] as const
const readers = [...workers, 'analyst', 'administrator', 'auditor'] as const

const ofCase = z.object({ caseId: CaseId, commandId: CommandId })
const byApplicant = z.object({ commandId: CommandId })
const Documents = z.object({
  attachmentIds: z.array(AttachmentId).max(20).default([]),
  /** Which of the list they are. */
  codes: z.array(z.string().max(40)).max(20).default([]),
})
const Reason = z.object({ reason: z.string().trim().min(5).max(2_000) })
const Filing = ConnectionApplication.extend(Documents.shape)

export const connectionEndpoints = endpoints({
  /** Registers an application and starts its process. */
  applyForConnection: {
    method: 'POST',
    path: '/consumers/:consumerId/connections',
    input: Filing.extend({
      consumerId: ConsumerId,
      interactionId: InteractionId.optional(),
      answerChannel: AnswerChannel,
      answerAddress: z.string().trim().min(3).max(300).optional(),
      commandId: CommandId,
    }),
    /** `portalCode` opens the application on the portal; it is told once. */
    output: z.object({ caseId: CaseId, number: CaseNumber, portalCode: z.string() }),
    refusals: [
      'answerAddressRequired',
      'answerAddressInvalid',
      'interactionOfAnother',
      'attachmentNotYours',
      'documentUnknown',
    ],
    allow: workers,
  },
  openConnection: {
    method: 'GET',
    path: '/cases/:caseId/connection',
    input: z.object({ caseId: CaseId }),
    output: Connection,
    refusals: [],
    allow: readers,
  },
  /** The documents an applicant of this kind brings now. Public: the portal lists the same. */
  listConnectionDocuments: {
    method: 'GET',
    path: '/connection-documents',
    input: z.object({ applicantKind: ConsumerKind }),
    output: z.object({ documents: z.array(ConnectionDocument) }),
    refusals: [],
    allow: 'anyone',
  },
  addConnectionDocuments: {
    method: 'POST',
    path: '/cases/:caseId/connection/documents',
    input: ofCase.extend(Documents.shape),
    output: Connection,
    refusals: ['applicationClosed', 'notAwaited', 'nothingAdded', 'documentUnknown', 'attachmentNotYours'],
    allow: workers,
  },
  /** The applicant has signed the contract. */
  signConnectionContract: {
    method: 'POST',
    path: '/cases/:caseId/connection/signature',
    input: ofCase,
    output: Connection,
    refusals: ['applicationClosed', 'notAwaited'],
    allow: workers,
  },
  reportConnectionReadiness: {
    method: 'POST',
    path: '/cases/:caseId/connection/readiness',
    input: ofCase,
    output: Connection,
    refusals: ['applicationClosed', 'notAwaited'],
    allow: workers,
  },
  withdrawConnection: {
    method: 'POST',
    path: '/cases/:caseId/connection/withdrawal',
    input: ofCase.extend(Reason.shape),
    output: Connection,
    refusals: ['applicationClosed', 'notAwaited'],
    allow: workers,
  },
  /** Gives the applicant (documents, readiness) or the grid (works) until the end of another day, and tells the applicant. */
  extendConnection: {
    method: 'POST',
    path: '/cases/:caseId/connection/extension',
    input: ofCase.extend({
      what: z.enum(['documents', 'readiness', 'works']),
      until: z.iso.date(),
      ...Reason.shape,
    }),
    output: Connection,
    refusals: ['applicationClosed', 'notAwaited', 'notLater'],
    allow: ['specialist', 'supervisor'],
  },
  /** A payment, whole or an instalment. The same payment document told again counts once. */
  recordConnectionPayment: {
    method: 'POST',
    path: '/connection-payments',
    input: z.object({
      number: CaseNumber,
      kopecks: z.number().int().positive().max(1_000_000_000_000),
      paidAt: z.iso.datetime(),
      document: z.string().trim().min(1).max(80),
      commandId: CommandId,
    }),
    output: z.object({ paidKopecks: z.number().int(), feeKopecks: z.number().int() }),
    refusals: ['applicationClosed', 'notAwaited', 'nothingToPay', 'documentTaken'],
    allow: ['integration', 'agent', 'clerk'],
  },
  /** A person applies by themselves. `website` is a field no person sees. */
  fileConnection: {
    method: 'POST',
    path: '/portal/connections',
    input: Filing.extend({
      applicant: Applicant,
      answerChannel: PortalChannel,
      website: z.string().max(200).default(''),
      commandId: CommandId,
    }),
    output: z.object({ number: CaseNumber, code: z.string() }),
    refusals: [
      'contactRequired',
      'answerAddressRequired',
      'answerAddressInvalid',
      'tooMany',
      'looksAutomatic',
      'attachmentNotYours',
      'documentUnknown',
    ],
    allow: 'anyone',
  },
  /** The application its visitor watches; `told` is what they were told, oldest first. */
  openPortalConnection: {
    method: 'GET',
    path: '/portal/connection',
    input: z.object({}),
    output: Connection.extend({ told: z.array(z.object({ at: z.iso.datetime(), text: z.string() })) }),
    refusals: [],
    allow: 'visitor',
  },
  addDocumentsAsApplicant: {
    method: 'POST',
    path: '/portal/connection/documents',
    input: byApplicant.extend(Documents.shape),
    output: z.object({}),
    refusals: ['applicationClosed', 'notAwaited', 'nothingAdded', 'documentUnknown', 'attachmentNotYours'],
    allow: 'visitor',
  },
  signAsApplicant: {
    method: 'POST',
    path: '/portal/connection/signature',
    input: byApplicant,
    output: z.object({}),
    refusals: ['applicationClosed', 'notAwaited'],
    allow: 'visitor',
  },
  reportReadinessAsApplicant: {
    method: 'POST',
    path: '/portal/connection/readiness',
    input: byApplicant,
    output: z.object({}),
    refusals: ['applicationClosed', 'notAwaited'],
    allow: 'visitor',
  },
  withdrawAsApplicant: {
    method: 'POST',
    path: '/portal/connection/withdrawal',
    input: byApplicant.extend(Reason.shape),
    output: z.object({}),
    refusals: ['applicationClosed', 'notAwaited'],
    allow: 'visitor',
  },
})

export const connectionFacts = {
  /** An application stands elsewhere, or more is known of it: screens ask for it anew. */
  connectionMoved: fact({
    version: 1,
    payload: z.object({
      caseId: CaseId,
      consumerId: ConsumerId.nullable(),
      branchId: BranchId.nullable(),
      stage: ConnectionStage,
      awaits: ConnectionAwaits.nullable(),
      outcome: ConnectionOutcome.nullable(),
    }),
    rooms: (p): (Room | null)[] => [
      p.consumerId && `consumer:${p.consumerId}`,
      p.branchId ? `branch:${p.branchId}` : 'company:all',
    ],
  }),
}
