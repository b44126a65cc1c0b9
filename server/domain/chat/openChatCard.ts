import type { ChatCard } from '#shared/contract/chat'
import type { ConsumerLine } from '#shared/contract/consumer'
import type { InteractionId } from '#shared/contract/ids'
import { type Context, seesBranch } from '../../db/context.ts'
import { findByAccount, findByEmail, findByPhone } from '../consumer/index.ts'
import { loadInteraction } from '../interaction/index.ts'
import { type ChatRow, selectChat } from './sql.ts'
import { stageOf } from './view.ts'

/** What the visitor told of themselves, and the consumers of the caller's branch who fit it. */
export async function openChatCard(input: { interactionId: InteractionId }, ctx: Context): Promise<ChatCard> {
  const interaction = await loadInteraction(input, ctx)
  const { bot: _bot, ...chat } = await selectChat(ctx.tx, interaction.id)
  const found = await candidatesOf(chat, ctx)
  const candidates = found.filter((line) => seesBranch(ctx.actor, line.branchId))
  return { interactionId: interaction.id, stage: stageOf(interaction), ...chat, candidates }
}

/** The account names one, a phone or an email perhaps several: in that order, each once. */
async function candidatesOf(
  { accountNumber, phone, email }: Omit<ChatRow, 'bot'>,
  ctx: Context,
): Promise<ConsumerLine[]> {
  const found = [
    ...(accountNumber ? await findByAccount({ number: accountNumber }, ctx) : []),
    ...(phone ? await findByPhone({ phone }, ctx) : []),
    ...(email ? await findByEmail({ email }, ctx) : []),
  ]
  return [...new Map(found.map((line) => [line.id, line])).values()]
}
