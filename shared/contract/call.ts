import { z } from 'zod'
import { ConsumerLine } from './consumer.ts'
import { CommandId, endpoints, fact } from './contract.ts'
import { CallId, ConsumerId, StaffId, TaskId } from './ids.ts'

/**
 * waiting: no agent is being rung yet · ringing: at one agent · dialling: an agent calls out · talking · ended.
 * Hold and mute are the phone's own and stand in no row.
 */
export const CallState = z.enum(['waiting', 'ringing', 'dialling', 'talking', 'ended'])
export type CallState = z.infer<typeof CallState>
export const CallParty = z.enum(['consumer', 'staff', 'system'])
export type CallParty = z.infer<typeof CallParty>
/** answered · abandoned: the caller left before an answer · callback: nobody was free · the rest: an outgoing call that did not come about. */
export const CallOutcome = z.enum(['answered', 'abandoned', 'callback', 'busy', 'noAnswer', 'unreachable'])
export type CallOutcome = z.infer<typeof CallOutcome>

export const Call = z.object({
  id: CallId,
  direction: z.enum(['in', 'out']),
  /** E.164; null when the number is withheld or unreadable. */
  phone: z.string().nullable(),
  state: CallState,
  staffId: StaffId.nullable(),
  consumerId: ConsumerId.nullable(),
  consumerName: z.string().nullable(),
  startedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  endedBy: CallParty.nullable(),
  outcome: CallOutcome.nullable(),
  disposition: z.string().nullable(),
  note: z.string(),
  wrappedUpAt: z.iso.datetime().nullable(),
})
export type Call = z.infer<typeof Call>

/** A call that rings at one agent. `invitedAt`: when the PBX took the INVITE. */
export const CallOffer = z.object({
  call: Call,
  candidates: z.array(ConsumerLine),
  ringSeconds: z.number(),
  invitedAt: z.iso.datetime(),
  /** The colleague who transfers the call, if any. */
  transferredBy: z.string().nullable(),
})
export type CallOffer = z.infer<typeof CallOffer>
export const WithdrawReason = z.enum([
  'noAnswer',
  'declined',
  'unreachable',
  'callerLeft',
  'agentAway',
  'transferGivenUp',
])
export type WithdrawReason = z.infer<typeof WithdrawReason>
export const TransferFailure = z.enum(['noAnswer', 'declined', 'unreachable', 'callEnded', 'failed'])
export type TransferFailure = z.infer<typeof TransferFailure>

export const SipLine = z.object({ sipUser: z.string(), password: z.string(), domain: z.string() })
export type SipLine = z.infer<typeof SipLine>
/** What came of a call, from a list that an administrator keeps with dates of validity. */
export const Disposition = z.object({ code: z.string(), titleRu: z.string(), titleEn: z.string() })
export type Disposition = z.infer<typeof Disposition>
/** What a call leaves in its contact's `detail`. */
export const CallDetail = z
  .object({
    answeredAt: z.iso.datetime(),
    /** How long they talked. */
    seconds: z.number(),
    outcome: CallOutcome,
    endedBy: CallParty,
    disposition: Disposition,
    isTransferred: z.boolean(),
  })
  .partial()
export type CallDetail = z.infer<typeof CallDetail>
export const TransferTarget = z.object({ staffId: StaffId, name: z.string(), since: z.iso.datetime() })
export type TransferTarget = z.infer<typeof TransferTarget>

const talkers = ['agent', 'clerk', 'specialist', 'supervisor'] as const
/** As a person types it: +7…, 8…, spaces, brackets; the server brings it to E.164. */
const TypedPhone = z.string().trim().min(3).max(40)

export const callEndpoints = endpoints({
  /** The SIP account of the signed-in agent; the softphone registers with it. */
  phoneLine: {
    method: 'GET',
    path: '/calls/line',
    input: z.object({}),
    output: SipLine,
    refusals: ['noLine'],
    allow: talkers,
  },
  /** A line for the caller's-phone page, as a subscriber of a demo telephone network: whoever names a number gets it. */
  openCallerLine: {
    method: 'POST',
    path: '/calls/caller-line',
    input: z.object({ phone: TypedPhone }),
    output: SipLine.extend({ phone: z.string(), companyPhone: z.string() }),
    refusals: ['malformedPhone', 'callerLineClosed'],
    allow: 'anyone',
    stored: false,
  },
  /** What a reloaded desktop needs: the calls that ring at, are held by, or wait for the wrap-up of the caller of this endpoint. */
  listMyCalls: {
    method: 'GET',
    path: '/calls/mine',
    input: z.object({}),
    output: z.object({ offers: z.array(CallOffer), calls: z.array(Call) }),
    refusals: [],
    allow: talkers,
  },
  listDispositions: {
    method: 'GET',
    path: '/calls/dispositions',
    input: z.object({}),
    output: z.array(Disposition),
    refusals: [],
    allow: 'staff',
  },
  listTransferTargets: {
    method: 'GET',
    path: '/calls/:callId/transfer-targets',
    input: z.object({ callId: CallId }),
    output: z.array(TransferTarget),
    refusals: [],
    allow: talkers,
  },
  /** Rings the colleague; the consumer stays with the caller of this endpoint until the colleague answers. */
  transferCall: {
    method: 'POST',
    path: '/calls/:callId/transfer',
    input: z.object({ callId: CallId, toStaffId: StaffId, commandId: CommandId }),
    output: Call,
    refusals: ['notTalking', 'notYourCall', 'colleagueNotAvailable', 'alreadyTransferring'],
    allow: talkers,
  },
  wrapUpCall: {
    method: 'POST',
    path: '/calls/:callId/wrap-up',
    input: z.object({
      callId: CallId,
      disposition: z.string().min(1).max(40),
      note: z.string().trim().max(10_000).default(''),
      commandId: CommandId,
    }),
    output: Call,
    refusals: ['notEnded', 'notYourCall', 'alreadyWrappedUp', 'unknownDisposition'],
    allow: talkers,
  },
  /** Reserves the agent and the contact; the softphone then dials with the call's id. */
  dialOut: {
    method: 'POST',
    path: '/calls',
    input: z.object({ phone: TypedPhone, consumerId: ConsumerId.optional(), commandId: CommandId }),
    output: Call,
    refusals: ['malformedPhone', 'onACall', 'noLine', 'phoneNotRegistered'],
    allow: talkers,
  },
})

const toStaff = (p: { call: Call }) => [p.call.staffId && (`staff:${p.call.staffId}` as const)]

export const callFacts = {
  callOffered: fact({
    version: 1,
    payload: CallOffer.extend({ staffId: StaffId }),
    rooms: (p) => [`staff:${p.staffId}`],
  }),
  callWithdrawn: fact({
    version: 1,
    payload: z.object({ callId: CallId, staffId: StaffId, reason: WithdrawReason }),
    rooms: (p) => [`staff:${p.staffId}`],
  }),
  callDialled: fact({ version: 1, payload: z.object({ call: Call }), rooms: toStaff }),
  callAnswered: fact({ version: 1, payload: z.object({ call: Call }), rooms: toStaff }),
  callTransferAsked: fact({
    version: 1,
    payload: z.object({ callId: CallId, fromStaffId: StaffId, toStaffId: StaffId }),
    rooms: (p) => [`staff:${p.fromStaffId}`],
  }),
  callTransferred: fact({
    version: 1,
    payload: z.object({ call: Call, fromStaffId: StaffId }),
    rooms: (p) => [...toStaff(p), `staff:${p.fromStaffId}`],
  }),
  callTransferFailed: fact({
    version: 1,
    payload: z.object({
      callId: CallId,
      fromStaffId: StaffId,
      toStaffId: StaffId,
      toName: z.string(),
      reason: TransferFailure,
    }),
    rooms: (p) => [`staff:${p.fromStaffId}`],
  }),
  callEnded: fact({ version: 1, payload: z.object({ call: Call }), rooms: toStaff }),
  callWrappedUp: fact({ version: 1, payload: z.object({ call: Call }), rooms: toStaff }),
  callbackRequested: fact({
    version: 1,
    payload: z.object({
      callId: CallId,
      phone: z.string(),
      consumerId: ConsumerId.nullable(),
      dueAt: z.iso.datetime(),
      taskId: TaskId.nullable(),
    }),
    rooms: () => ['company:all'],
  }),
}
