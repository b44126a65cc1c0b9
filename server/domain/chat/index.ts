import type { chatEndpoints } from '#shared/contract/chat'
import type { Handlers } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { readAttachment } from '../attachment/index.ts'
import { endAsVisitor } from './endAsVisitor.ts'
import { markAsAgent, markAsVisitor } from './markChat.ts'
import { openChatCard } from './openChatCard.ts'
import { startChat } from './startChat.ts'
import { conversationOf } from './view.ts'
import { visitorOf } from './visitor.ts'
import { returnChat, writeAsAgent } from './writeAsAgent.ts'
import { writeAsVisitor } from './writeAsVisitor.ts'

export { startChatClock } from './clock.ts'
export { startChatEcho } from './echo.ts'
export { tellVisitor } from './tellVisitor.ts'
export { admitVisitor, findVisitor, visitorOf } from './visitor.ts'

export const chatHandlers: Handlers<typeof chatEndpoints, Context> = {
  startChat,
  openChat: ({ after }, ctx) => conversationOf(visitorOf(ctx), after, ctx),
  writeAsVisitor,
  markAsVisitor,
  endAsVisitor,
  downloadAsVisitor: async (input, ctx) => {
    visitorOf(ctx)
    const { attachment, bytes } = await readAttachment(input, ctx)
    return { attachment, base64: bytes.toString('base64') }
  },
  writeAsAgent,
  markAsAgent,
  returnChat,
  openChatCard,
}
