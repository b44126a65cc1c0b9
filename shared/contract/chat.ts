import { z } from 'zod'
import { ConsumerLine } from './consumer.ts'
import { CommandId, endpoints, fact, type Room } from './contract.ts'
import { AttachmentId, InteractionId, MessageId } from './ids.ts'
import { Attachment, Message } from './interaction.ts'

export const ChatLanguage = z.enum(['ru', 'en'])
export type ChatLanguage = z.infer<typeof ChatLanguage>

/** Who speaks with the visitor now. bot → waiting → agent → ended; an agent who goes offline brings it back to waiting. */
export const ChatStage = z.enum(['bot', 'waiting', 'agent', 'ended'])
export type ChatStage = z.infer<typeof ChatStage>

/** What a visitor may press instead of typing. `address` picks the n-th of several addresses found. */
export const ChatChoice = z.enum([
  'outage',
  'reading',
  'appeal',
  'agent',
  'otherAddress',
  'enough',
  'address0',
  'address1',
  'address2',
  'address3',
])
export type ChatChoice = z.infer<typeof ChatChoice>

/**
 * Made by the visitor's browser: 32 random bytes in base64url. The server keeps only its SHA-256, and no answer that is stored
 * under a commandId contains it.
 */
export const VisitorToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

export const ChatMessage = Message.omit({ html: true, remoteImages: true })
export type ChatMessage = z.infer<typeof ChatMessage>

/** All that a visitor may know of their chat: never the consumer it was tied to. */
export const VisitorChat = z.object({
  interactionId: InteractionId,
  stage: ChatStage,
  agentName: z.string().nullable(),
  choices: z.array(z.object({ id: ChatChoice, label: z.string() })),
})
export type VisitorChat = z.infer<typeof VisitorChat>

/** What the visitor told of themselves, and whom it may be. Candidates are for staff only. */
export const ChatCard = z.object({
  interactionId: InteractionId,
  stage: ChatStage,
  language: ChatLanguage,
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  accountNumber: z.string().nullable(),
  address: z.string().nullable(),
  candidates: z.array(ConsumerLine),
})
export type ChatCard = z.infer<typeof ChatCard>

export const ChatMark = z.enum(['delivered', 'read'])
export type ChatMark = z.infer<typeof ChatMark>

const Text = z.string().trim().max(4_000)
const Files = z.array(AttachmentId).max(10).default([])
const Conversation = z.object({ chat: VisitorChat, messages: z.array(ChatMessage) })
const workers = ['agent', 'clerk', 'specialist', 'supervisor'] as const
const readers = [...workers, 'analyst', 'administrator', 'auditor'] as const

export const chatEndpoints = endpoints({
  /** Opens a chat for the bearer of a token; a token already known answers with its own chat. */
  startChat: {
    method: 'POST',
    path: '/chat',
    input: z.object({ token: VisitorToken, language: ChatLanguage, commandId: CommandId }),
    output: Conversation,
    refusals: [],
    allow: 'anyone',
  },
  /** The visitor's own chat. `after`: only messages the server ordered later than this one. */
  openChat: {
    method: 'GET',
    path: '/chat',
    input: z.object({ after: z.coerce.number().int().min(0).default(0) }),
    output: Conversation,
    refusals: [],
    allow: 'visitor',
  },
  /** `messageId` is made by the widget and stays the message's id, so a resent message is the same message. */
  writeAsVisitor: {
    method: 'POST',
    path: '/chat/messages',
    input: z.object({
      messageId: MessageId,
      text: Text,
      choice: ChatChoice.nullable().default(null),
      attachmentIds: Files,
      language: ChatLanguage,
      commandId: CommandId,
    }),
    output: ChatMessage,
    refusals: ['alreadyEnded', 'nothingToSend', 'tooMany'],
    allow: 'visitor',
  },
  /** Marks everything up to a message, which the other side wrote. */
  markAsVisitor: {
    method: 'POST',
    path: '/chat/marks',
    input: z.object({ upTo: MessageId, mark: ChatMark, commandId: CommandId }),
    output: z.object({}),
    refusals: [],
    allow: 'visitor',
  },
  endAsVisitor: {
    method: 'POST',
    path: '/chat/end',
    input: z.object({ commandId: CommandId }),
    output: VisitorChat,
    refusals: [],
    allow: 'visitor',
  },
  /** A file of the visitor's own chat. */
  downloadAsVisitor: {
    method: 'GET',
    path: '/chat/attachments/:attachmentId',
    input: z.object({ attachmentId: AttachmentId }),
    output: z.object({ attachment: Attachment, base64: z.string() }),
    refusals: [],
    allow: 'visitor',
  },
  writeAsAgent: {
    method: 'POST',
    path: '/interactions/:interactionId/chat/messages',
    input: z.object({
      interactionId: InteractionId,
      messageId: MessageId,
      text: Text,
      attachmentIds: Files,
      commandId: CommandId,
    }),
    output: ChatMessage,
    refusals: ['alreadyEnded', 'notYours', 'nothingToSend'],
    allow: workers,
  },
  markAsAgent: {
    method: 'POST',
    path: '/interactions/:interactionId/chat/marks',
    input: z.object({ interactionId: InteractionId, upTo: MessageId, mark: ChatMark, commandId: CommandId }),
    output: z.object({}),
    refusals: [],
    allow: workers,
  },
  /** Puts an agent's own chat back in the queue, for somebody else to take. */
  returnChat: {
    method: 'POST',
    path: '/interactions/:interactionId/chat/return',
    input: z.object({ interactionId: InteractionId, commandId: CommandId }),
    output: z.object({}),
    refusals: ['alreadyEnded', 'notYours'],
    allow: workers,
  },
  openChatCard: {
    method: 'GET',
    path: '/interactions/:interactionId/chat',
    input: z.object({ interactionId: InteractionId }),
    output: ChatCard,
    refusals: [],
    allow: readers,
  },
})

const room = (p: { interactionId: InteractionId }): Room[] => [`chat:${p.interactionId}`]

/** Told in the chat's own room: a visitor hears these and nothing else. */
export const chatFacts = {
  chatMessageAdded: fact({
    version: 1,
    payload: z.object({ interactionId: InteractionId, message: ChatMessage }),
    rooms: room,
  }),
  /** Stage, agent or choices have changed. */
  chatMoved: fact({
    version: 1,
    payload: z.object({ interactionId: InteractionId, chat: VisitorChat }),
    rooms: room,
  }),
  /** `by` has received or read everything of the other side up to the message with this ordinal. */
  chatMarked: fact({
    version: 1,
    payload: z.object({
      interactionId: InteractionId,
      by: z.enum(['visitor', 'staff']),
      mark: ChatMark,
      upTo: z.number().int(),
      at: z.iso.datetime(),
    }),
    rooms: room,
  }),
}
