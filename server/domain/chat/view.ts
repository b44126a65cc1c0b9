import type { ChatMessage, ChatStage, VisitorChat } from '#shared/contract/chat'
import type { InteractionId } from '#shared/contract/ids'
import type { Interaction, Message } from '#shared/contract/interaction'
import { choicesOf } from '#shared/rules/bot'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { listMessages, loadInteraction } from '../interaction/index.ts'
import { type ChatRow, selectChat } from './sql.ts'
import { labelOf } from './words.ts'

export function stageOf({ state, staffId }: Pick<Interaction, 'state' | 'staffId'>): ChatStage {
  if (state === 'ended' || state === 'waiting') return state
  return staffId ? 'agent' : 'bot'
}

/** Of a member of staff the public sees the given name: «Сафина Алия Рашидовна» and «Алия Сафина» are «Алия». */
export function publicName(name: string): string {
  const words = name.split(' ')
  return (words.length > 2 ? words[1] : words[0]) ?? ''
}

export function viewOf(interaction: Interaction, chat: ChatRow): VisitorChat {
  const stage = stageOf(interaction)
  const choices = stage === 'bot' ? choicesOf(chat.bot) : []
  return {
    interactionId: interaction.id,
    stage,
    agentName: stage === 'agent' && interaction.staffName ? publicName(interaction.staffName) : null,
    choices: choices.map((id) => ({ id, label: labelOf(id, chat.bot.options, chat.language) })),
  }
}

export function publicMessage({ html: _html, remoteImages: _images, ...message }: Message): ChatMessage {
  return message.author === 'staff' ? { ...message, authorName: publicName(message.authorName) } : message
}

export async function viewChat(interactionId: InteractionId, ctx: Context): Promise<VisitorChat> {
  return viewOf(await loadInteraction({ interactionId }, ctx), await selectChat(ctx.tx, interactionId))
}

/** The chat with the messages the server ordered after `after`. */
export async function conversationOf(
  interactionId: InteractionId,
  after: number,
  ctx: Context,
): Promise<{ chat: VisitorChat; messages: ChatMessage[] }> {
  const messages = await listMessages({ interactionId }, ctx)
  return {
    chat: await viewChat(interactionId, ctx),
    messages: messages.filter((message) => message.ordinal > after).map(publicMessage),
  }
}

export async function announceMoved(interactionId: InteractionId, ctx: Context): Promise<void> {
  await announce(ctx, 'chatMoved', { interactionId, chat: await viewChat(interactionId, ctx) })
}
