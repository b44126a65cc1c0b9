import { z } from 'zod'
import { COMPANY, CommandId, endpoints, fact, page, type Room } from './contract.ts'
import { AttachmentId, BranchId, CaseId, ConsumerId, InteractionId, MessageId, OfficeId, StaffId } from './ids.ts'

export const ChannelKind = z.enum(['phone', 'mail', 'chat', 'portal', 'visit', 'paper', 'note', 'notice'])
export type ChannelKind = z.infer<typeof ChannelKind>
export const Direction = z.enum(['in', 'out', 'inside'])
export type Direction = z.infer<typeof Direction>
/** waiting: nobody has it yet · open: somebody works on it · ended. */
export const InteractionState = z.enum(['waiting', 'open', 'ended'])
export type InteractionState = z.infer<typeof InteractionState>

export const Attachment = z.object({
  id: AttachmentId,
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  isInline: z.boolean(),
})
export type Attachment = z.infer<typeof Attachment>

export const Message = z.object({
  id: MessageId,
  interactionId: InteractionId,
  /** The server's order within a contact: ids made by clients say nothing about it. */
  ordinal: z.number().int(),
  author: z.enum(['consumer', 'staff', 'bot', 'system']),
  authorName: z.string(),
  text: z.string(),
  /** Sanitised on the server; remote content is taken out and counted. */
  html: z.string().nullable(),
  remoteImages: z.number().int(),
  at: z.iso.datetime(),
  deliveredAt: z.iso.datetime().nullable(),
  readAt: z.iso.datetime().nullable(),
  attachments: z.array(Attachment),
})
export type Message = z.infer<typeof Message>

/** One contact: a line on the timeline. `detail` is what only its channel knows (call result, mail headers, visit ticket). */
export const Interaction = z.object({
  id: InteractionId,
  consumerId: ConsumerId.nullable(),
  consumerName: z.string().nullable(),
  branchId: BranchId.nullable(),
  officeId: OfficeId.nullable(),
  channel: ChannelKind,
  direction: Direction,
  state: InteractionState,
  subject: z.string(),
  preview: z.string(),
  /** The phone in E.164 or the email the contact came from or went to. */
  address: z.string().nullable(),
  threadId: InteractionId.nullable(),
  caseId: CaseId.nullable(),
  staffId: StaffId.nullable(),
  staffName: z.string().nullable(),
  attachmentCount: z.number().int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** When the last message came: what "waiting since" is counted from. */
  lastAt: z.iso.datetime(),
  detail: z.record(z.string(), z.unknown()),
})
export type Interaction = z.infer<typeof Interaction>

/** Never the chat's room: a visitor must not hear whom staff have tied their chat to. */
const interactionRooms = (p: { interaction: Interaction }): (Room | null)[] => [
  p.interaction.consumerId && `consumer:${p.interaction.consumerId}`,
  p.interaction.staffId && `staff:${p.interaction.staffId}`,
  p.interaction.branchId ? `branch:${p.interaction.branchId}` : COMPANY,
]

const workers = ['agent', 'clerk', 'specialist', 'supervisor'] as const
const readers = [...workers, 'analyst', 'administrator', 'auditor'] as const

export const interactionEndpoints = endpoints({
  /** Newest first; the screen shows the newest at the bottom. */
  listTimeline: {
    method: 'GET',
    path: '/consumers/:consumerId/timeline',
    input: z.object({
      consumerId: ConsumerId,
      channel: ChannelKind.optional(),
      caseId: CaseId.optional(),
      before: z
        .string()
        .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z\/[\da-f-]{36}$/)
        .optional(),
      limit: z.coerce.number().int().min(1).max(2000).default(50),
    }),
    output: page(Interaction),
    refusals: [],
    allow: readers,
  },
  openInteraction: {
    method: 'GET',
    path: '/interactions/:interactionId',
    input: z.object({ interactionId: InteractionId }),
    output: z.object({ interaction: Interaction, messages: z.array(Message) }),
    refusals: [],
    allow: readers,
  },
  /** What waits for anyone, oldest first, and what the caller has open. */
  listWork: {
    method: 'GET',
    path: '/work',
    input: z.object({}),
    output: z.object({ mine: z.array(Interaction), waiting: z.array(Interaction) }),
    refusals: [],
    allow: 'staff',
  },
  takeInteraction: {
    method: 'POST',
    path: '/interactions/:interactionId/take',
    input: z.object({ interactionId: InteractionId, commandId: CommandId }),
    output: Interaction,
    refusals: ['alreadyTaken', 'alreadyEnded'],
    allow: workers,
  },
  endInteraction: {
    method: 'POST',
    path: '/interactions/:interactionId/end',
    input: z.object({ interactionId: InteractionId, commandId: CommandId }),
    output: Interaction,
    refusals: ['alreadyEnded'],
    allow: workers,
  },
  /** Ties a contact of an unknown person, with its whole thread, to a consumer; or moves it from a wrong one. */
  tieInteraction: {
    method: 'POST',
    path: '/interactions/:interactionId/tie',
    input: z.object({ interactionId: InteractionId, consumerId: ConsumerId, commandId: CommandId }),
    output: Interaction,
    refusals: [],
    allow: workers,
  },
  addNote: {
    method: 'POST',
    path: '/consumers/:consumerId/notes',
    input: z.object({ consumerId: ConsumerId, text: z.string().trim().min(1).max(10_000), commandId: CommandId }),
    output: Interaction,
    refusals: [],
    allow: workers,
  },
})

export const interactionFacts = {
  interactionStarted: fact({ version: 1, payload: z.object({ interaction: Interaction }), rooms: interactionRooms }),
  /** Any change of state, owner, case or preview; the payload is the whole new line. */
  interactionChanged: fact({ version: 1, payload: z.object({ interaction: Interaction }), rooms: interactionRooms }),
  interactionTied: fact({
    version: 1,
    payload: z.object({ interaction: Interaction, fromConsumerId: ConsumerId.nullable() }),
    rooms: (p) => [...interactionRooms(p), p.fromConsumerId && `consumer:${p.fromConsumerId}`],
  }),
  /** It is no longer of this branch, or (null) of every branch: for those who saw it there. Told before `interactionTied`. */
  interactionLeft: fact({
    version: 1,
    payload: z.object({ interactionId: InteractionId, branchId: BranchId.nullable() }),
    rooms: ({ branchId }) => [branchId ? `branch:${branchId}` : COMPANY],
  }),
  messageAdded: fact({
    version: 1,
    payload: z.object({ interaction: Interaction, message: Message }),
    rooms: interactionRooms,
  }),
}
