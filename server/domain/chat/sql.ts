import { sql } from 'kysely'
import { z } from 'zod'
import { ChatLanguage } from '#shared/contract/chat'
import { Missing } from '#shared/contract/contract'
import type { InteractionId, MessageId } from '#shared/contract/ids'
import { BOT_STEPS, type BotState, type ContactGiven } from '#shared/rules/bot'
import type { Context } from '../../db/context.ts'

const ChatRow = z.object({
  language: ChatLanguage,
  bot: z.object({ step: z.enum(BOT_STEPS), misses: z.number(), options: z.array(z.string()) }),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  accountNumber: z.string().nullable(),
  address: z.string().nullable(),
})
export type ChatRow = z.infer<typeof ChatRow>

/** Throws Missing('noSuchChat') for a contact that is no chat: a watched appeal has visitors too. */
export async function selectChat(tx: Context['tx'], id: InteractionId): Promise<ChatRow> {
  const { rows } = await sql`
    select language, json_build_object('step', bot_step, 'misses', bot_misses, 'options', bot_options) as bot,
      name, phone, email, account_number as "accountNumber", address
    from chat where interaction_id = ${id}`.execute(tx)
  if (!rows[0]) throw new Missing('noSuchChat')
  return ChatRow.parse(rows[0])
}

export async function insertChat(
  tx: Context['tx'],
  id: InteractionId,
  language: ChatLanguage,
  bot: BotState,
): Promise<void> {
  await sql`
    insert into chat (interaction_id, language, bot_step, bot_misses, bot_options)
    values (${id}, ${language}, ${bot.step}, ${bot.misses}, ${bot.options})`.execute(tx)
}

export async function saveBot(tx: Context['tx'], id: InteractionId, bot: BotState): Promise<void> {
  await sql`
    update chat set bot_step = ${bot.step}, bot_misses = ${bot.misses}, bot_options = ${bot.options} where interaction_id = ${id}`.execute(
    tx,
  )
}

/** The newest telling wins; what is not told anew stays. */
export async function saveGiven(
  tx: Context['tx'],
  id: InteractionId,
  given: Partial<ContactGiven> & { address?: string; language?: ChatLanguage },
): Promise<void> {
  await sql`
    update chat set phone = coalesce(${given.phone ?? null}, phone), email = coalesce(${given.email ?? null}, email),
      account_number = coalesce(${given.accountNumber ?? null}, account_number), address = coalesce(${given.address ?? null}, address),
      language = coalesce(${given.language ?? null}, language)
    where interaction_id = ${id}`.execute(tx)
}

/** Whether any agent is at work (on a call counts: they will be free), and how many other chats wait. */
export async function countQueue(tx: Context['tx'], id: InteractionId): Promise<{ isAnyone: boolean; ahead: number }> {
  const { rows } = await sql<{ isAnyone: boolean; ahead: number }>`
    select
      exists (select from presence p join staff s on s.id = p.staff_id
        where p.state in ('available', 'busy', 'wrapUp') and 'agent' = any(s.roles)) as "isAnyone",
      (select count(*)::int from interaction where state = 'waiting' and channel = 'chat' and id <> ${id}) as ahead`.execute(
    tx,
  )
  return rows[0] ?? { isAnyone: false, ahead: 0 }
}

export async function countRecent(ctx: Context, id: InteractionId): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from message
    where interaction_id = ${id} and author = 'consumer' and at > ${ctx.now}::timestamptz - interval '1 minute'`.execute(
    ctx.tx,
  )
  return rows[0]?.n ?? 0
}

type Marking = { interactionId: InteractionId; upTo: MessageId; by: 'visitor' | 'staff'; isRead: boolean }

/** Marks what the other side wrote up to a message; answers the highest ordinal newly marked, if any was. */
export async function markMessages(
  { interactionId, upTo, by, isRead }: Marking,
  ctx: Context,
): Promise<number | undefined> {
  const theirs = by === 'staff' ? sql`m.author = 'consumer'` : sql`m.author <> 'consumer'`
  const unmarked = isRead ? sql`m.read_at is null` : sql`m.delivered_at is null`
  const read = isRead ? sql`${ctx.now}::timestamptz` : sql`m.read_at`
  const { rows } = await sql<{ ordinal: number }>`
    update message m set delivered_at = coalesce(m.delivered_at, ${ctx.now}), read_at = ${read}
    where m.interaction_id = ${interactionId} and ${theirs} and ${unmarked}
      and m.ordinal <= (select ordinal from message where id = ${upTo} and interaction_id = ${interactionId})
    returning m.ordinal`.execute(ctx.tx)
  return rows.length > 0 ? Math.max(...rows.map((row) => row.ordinal)) : undefined
}
