import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { ChatChoice, ChatMessage } from '#shared/contract/chat'
import { CommandId } from '#shared/contract/contract'
import { type AttachmentId, InteractionId, MessageId } from '#shared/contract/ids'
import { inTransaction } from '../../../db/context.ts'
import { newId } from '../../../db/newId.ts'
import type { World } from '../../../db/testing/world.ts'
import { chatHandlers } from '../index.ts'

export const newToken = () => randomBytes(32).toString('base64url')
export const newMessageId = () => MessageId.parse(randomUUID())

/** A visitor of a test world, who has opened a chat. */
export async function visit(world: World) {
  const token = newToken()
  const { chat } = await inTransaction(world.db, { kind: 'anyone', address: '127.0.0.1' }, (ctx) =>
    chatHandlers.startChat({ token, language: 'ru', commandId: commandId() }, ctx),
  )
  const actor = { kind: 'visitor' as const, interactionId: InteractionId.parse(chat.interactionId) }
  const as = <T>(run: (ctx: Parameters<typeof chatHandlers.openChat>[1]) => Promise<T>) =>
    inTransaction(world.db, actor, run)
  return {
    token,
    id: actor.interactionId,
    as,
    write: (text: string, extra: { choice?: ChatChoice; messageId?: MessageId; attachmentIds?: AttachmentId[] } = {}) =>
      as((ctx) =>
        chatHandlers.writeAsVisitor(
          {
            messageId: extra.messageId ?? newMessageId(),
            text,
            choice: extra.choice ?? null,
            attachmentIds: extra.attachmentIds ?? [],
            language: 'ru',
            commandId: commandId(),
          },
          ctx,
        ),
      ),
    open: (after = 0) => as((ctx) => chatHandlers.openChat({ after }, ctx)),
    /** What the bot has said last. */
    heard: async () => {
      const { messages } = await as((ctx) => chatHandlers.openChat({ after: 0 }, ctx))
      return messages.filter((message) => message.author === 'bot').at(-1)?.text ?? ''
    },
  }
}
export type Visitor = Awaited<ReturnType<typeof visit>>

export const commandId = () => CommandId.parse(randomUUID())
export const textsOf = (messages: readonly Pick<ChatMessage, 'text'>[]) => messages.map((message) => message.text)

/** A house on its own feeder, with an outage on it if wanted. */
export async function addHouse(
  world: World,
  address: string,
  outage?: { startsAt: Date; endsAt: Date | null; reason: string; kind?: string },
) {
  const feeder = `ф-${newId().slice(-8)}`
  await sql`
    insert into metering_point (id, account_id, address, meter_number, feeder, tariff)
    select ${newId()}, id, ${address}, '1', ${feeder}, '' from account limit 1`.execute(world.db)
  if (!outage) return
  await sql`
    insert into outage (id, feeder, kind, reason, starts_at, ends_at)
    values (${newId()}, ${feeder}, ${outage.kind ?? 'emergency'}, ${outage.reason}, ${outage.startsAt}, ${outage.endsAt})`.execute(
    world.db,
  )
}

export async function goTo(world: World, staffId: string, state: 'available' | 'offline') {
  await sql`update presence set state = ${state} where staff_id = ${staffId}`.execute(world.db)
}
