import { sql } from 'kysely'
import type { ChatMessage } from '#shared/contract/chat'
import { Denied } from '#shared/contract/contract'
import type { InteractionId, MessageId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { addMessage, listMessages, type NewMessage } from '../interaction/index.ts'
import { publicMessage } from './view.ts'

/** Adds a message and tells the visitor's side of it. */
export async function say(input: NewMessage, ctx: Context): Promise<ChatMessage> {
  const message = publicMessage(await addMessage(input, ctx))
  await announce(ctx, 'chatMessageAdded', { interactionId: input.interactionId, message })
  return message
}

/** The message of this id, sent before; Denied when the id stands in another contact. */
export async function alreadySaid(
  { interactionId, messageId }: { interactionId: InteractionId; messageId: MessageId },
  ctx: Context,
): Promise<ChatMessage | undefined> {
  const { rows } = await sql<{
    interaction_id: InteractionId
  }>`select interaction_id from message where id = ${messageId}`.execute(ctx.tx)
  if (!rows[0]) return undefined
  if (rows[0].interaction_id !== interactionId) throw new Denied('notYours')
  const known = (await listMessages({ interactionId }, ctx)).find((message) => message.id === messageId)
  return known && publicMessage(known)
}
