import type { ChatChoice, ChatLanguage, ChatMessage } from '#shared/contract/chat'
import { Refusal } from '#shared/contract/contract'
import type { AttachmentId, InteractionId, MessageId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { contactIn } from '#shared/rules/bot'
import type { Context } from '../../db/context.ts'
import { changeInteraction, lockInteraction } from '../interaction/index.ts'
import { markChat } from './markChat.ts'
import { letBotHear } from './runBot.ts'
import { alreadySaid, say } from './say.ts'
import { countRecent, saveGiven, selectChat } from './sql.ts'
import { stageOf } from './view.ts'
import { visitorOf } from './visitor.ts'
import { labelOf } from './words.ts'

type Written = {
  messageId: MessageId
  text: string
  choice: ChatChoice | null
  attachmentIds: AttachmentId[]
  language: ChatLanguage
}
const MAX_PER_MINUTE = 30

/** Keeps the visitor's message; the bot answers while it has the chat. Refusals: alreadyEnded, nothingToSend, tooMany. */
export async function writeAsVisitor(input: Written, ctx: Context): Promise<ChatMessage> {
  const interactionId = visitorOf(ctx)
  const interaction = await lockInteraction({ interactionId }, ctx)
  const known = await alreadySaid({ interactionId, messageId: input.messageId }, ctx)
  if (known) return known
  if (interaction.state === 'ended') throw new Refusal('alreadyEnded')
  if ((await countRecent(ctx, interactionId)) >= MAX_PER_MINUTE) throw new Refusal('tooMany')

  const given = contactIn(input.text)
  await saveGiven(ctx.tx, interactionId, { ...given, language: input.language })
  const text = await textOf(interactionId, input, ctx)
  const { attachmentIds } = input
  const name = (await selectChat(ctx.tx, interactionId)).name ?? ''
  const message = await say(
    { interactionId, id: input.messageId, author: 'consumer', authorName: name, text, attachmentIds },
    ctx,
  )
  await nameContact(interaction, text, given.phone ?? given.email, ctx)
  const stage = stageOf(interaction)
  if (stage !== 'agent')
    await letBotHear(interactionId, { text: input.text, choice: input.choice, hasFiles: attachmentIds.length > 0 }, ctx)
  if (stage === 'bot') await markChat({ interactionId, upTo: message.id, mark: 'read', by: 'staff' }, ctx)
  return message
}

/** The contact is called by its first words, and by the phone or email the visitor gave last. */
async function nameContact(
  interaction: Interaction,
  text: string,
  address: string | null,
  ctx: Context,
): Promise<void> {
  const change = {
    ...(!interaction.subject && text ? { subject: text.slice(0, 120) } : {}),
    ...(address && address !== interaction.address ? { address } : {}),
  }
  if (Object.keys(change).length > 0) await changeInteraction({ interactionId: interaction.id, ...change }, ctx)
}

/** A pressed button is kept as the words that stood on it. */
async function textOf(
  interactionId: InteractionId,
  { text, choice, attachmentIds }: Written,
  ctx: Context,
): Promise<string> {
  if (text) return text
  if (choice) {
    const { bot, language } = await selectChat(ctx.tx, interactionId)
    const label = labelOf(choice, bot.options, language)
    if (label) return label
  }
  if (attachmentIds.length === 0) throw new Refusal('nothingToSend')
  return ''
}
