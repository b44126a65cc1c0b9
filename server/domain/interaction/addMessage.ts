import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { AttachmentId, InteractionId, MessageId } from '#shared/contract/ids'
import type { Message } from '#shared/contract/interaction'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { lockRow, selectInteraction, selectMessages } from './sql.ts'
import { previewOf } from './startInteraction.ts'

export type NewMessage = {
  interactionId: InteractionId
  id?: MessageId
  author: Message['author']
  authorName: string
  text: string
  html?: string | null
  remoteImages?: number
  at?: Date
  attachmentIds?: readonly AttachmentId[]
}

/** Adds one piece to a contact and ties the files kept for it. A message id that is already there changes nothing and is answered as before. */
export async function addMessage(input: NewMessage, ctx: Context): Promise<Message> {
  const id = input.id ?? newId<MessageId>()
  const at = input.at ?? ctx.now
  await lockRow(ctx.tx, input.interactionId)
  const [known] = await selectMessages(ctx.tx, sql`where m.id = ${id}`)
  if (known) return known
  await sql`
    insert into message (id, interaction_id, author, author_name, text, html, remote_images, at)
    values (${id}, ${input.interactionId}, ${input.author}, ${input.authorName}, ${input.text}, ${input.html ?? null},
      ${input.remoteImages ?? 0}, ${at})`.execute(ctx.tx)
  const files = await tieFiles(input, id, ctx)
  await sql`
    update interaction set preview = ${previewOf(input.text)}, last_at = greatest(last_at, ${at}),
      attachment_count = attachment_count + ${files} where id = ${input.interactionId}`.execute(ctx.tx)
  const interaction = await selectInteraction(ctx.tx, input.interactionId)
  const [message] = await selectMessages(ctx.tx, sql`where m.id = ${id}`)
  if (!message) throw new Error('a message just written is not there')
  await announce(ctx, 'messageAdded', { interaction, message })
  return message
}

/** A file may be tied once: naming somebody else's file is refused. Returns how many files are no inline pictures. */
async function tieFiles(
  { interactionId, attachmentIds = [] }: NewMessage,
  messageId: MessageId,
  ctx: Context,
): Promise<number> {
  if (attachmentIds.length === 0) return 0
  const { rows } = await sql<{ is_inline: boolean }>`
    update attachment set interaction_id = ${interactionId}, message_id = ${messageId}
    where id = any(${attachmentIds}::uuid[]) and message_id is null returning is_inline`.execute(ctx.tx)
  if (rows.length !== new Set(attachmentIds).size) throw new Refusal('attachmentNotYours')
  return rows.filter((row) => !row.is_inline).length
}
