import { sql } from 'kysely'
import type { InteractionId } from '#shared/contract/ids'
import type { Interaction, Message } from '#shared/contract/interaction'
import type { Context } from '../../db/context.ts'
import { loadInteraction } from './guardInteraction.ts'
import { selectMessages } from './sql.ts'

type Which = { interactionId: InteractionId }

/** One contact with all its messages, oldest first. */
export async function openInteraction(
  input: Which,
  ctx: Context,
): Promise<{ interaction: Interaction; messages: Message[] }> {
  const interaction = await loadInteraction(input, ctx)
  return { interaction, messages: await listMessages(input, ctx) }
}

export const listMessages = ({ interactionId }: Which, ctx: Context): Promise<Message[]> =>
  selectMessages(ctx.tx, sql`where m.interaction_id = ${interactionId} order by m.ordinal`)
