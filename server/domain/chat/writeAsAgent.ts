import type { ChatMessage } from '#shared/contract/chat'
import { Refusal } from '#shared/contract/contract'
import type { AttachmentId, InteractionId, MessageId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { type Context, staffOf } from '../../db/context.ts'
import { changeInteraction, lockInteraction } from '../interaction/index.ts'
import { alreadySaid, say } from './say.ts'

type Written = { interactionId: InteractionId; messageId: MessageId; text: string; attachmentIds: AttachmentId[] }

/** The agent's message to the visitor. Refusals: alreadyEnded, notYours (take the chat first), nothingToSend. */
export async function writeAsAgent(input: Written, ctx: Context): Promise<ChatMessage> {
  const { interactionId, text, attachmentIds } = input
  const interaction = await lockInteraction(input, ctx)
  const known = await alreadySaid(input, ctx)
  if (known) return known
  guardOwn(interaction, ctx)
  if (!text && attachmentIds.length === 0) throw new Refusal('nothingToSend')
  return say(
    { interactionId, id: input.messageId, author: 'staff', authorName: staffOf(ctx).name, text, attachmentIds },
    ctx,
  )
}

function guardOwn(interaction: Interaction, ctx: Context) {
  if (interaction.state === 'ended') throw new Refusal('alreadyEnded')
  if (interaction.staffId !== staffOf(ctx).id) throw new Refusal('notYours', { by: interaction.staffName })
}

/** Back to the queue, with the whole conversation, for somebody else to take. */
export async function returnChat(
  input: { interactionId: InteractionId },
  ctx: Context,
): Promise<Record<string, never>> {
  guardOwn(await lockInteraction(input, ctx), ctx)
  await changeInteraction({ interactionId: input.interactionId, state: 'waiting', staffId: null }, ctx)
  return {}
}
