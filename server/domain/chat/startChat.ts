import type { ChatLanguage, ChatMessage, VisitorChat } from '#shared/contract/chat'
import { greet } from '#shared/rules/bot'
import type { Context } from '../../db/context.ts'
import { startInteraction } from '../interaction/index.ts'
import { wakeChatClock } from './clock.ts'
import { letBotGreet } from './runBot.ts'
import { insertChat } from './sql.ts'
import { conversationOf } from './view.ts'
import { admitVisitor, findVisitor } from './visitor.ts'

type Conversation = { chat: VisitorChat; messages: ChatMessage[] }

/** Opens a chat, which the bot begins. Until a message says what it is about, its subject is empty. */
export async function startChat(input: { token: string; language: ChatLanguage }, ctx: Context): Promise<Conversation> {
  const own = await findVisitor(input, ctx)
  if (own) return conversationOf(own, 0, asVisitor(own, ctx))
  const { id } = await startInteraction({ channel: 'chat', direction: 'in', state: 'open', subject: '' }, ctx)
  await insertChat(ctx.tx, id, input.language, greet().state)
  await admitVisitor({ token: input.token, interactionId: id }, ctx)
  await letBotGreet(id, asVisitor(id, ctx))
  await wakeChatClock(ctx)
  return conversationOf(id, 0, asVisitor(id, ctx))
}

const asVisitor = (interactionId: VisitorChat['interactionId'], ctx: Context): Context => ({
  ...ctx,
  actor: { kind: 'visitor', interactionId },
})
