import type { ChatMark } from '#shared/contract/chat'
import type { InteractionId, MessageId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { loadInteraction, lockInteraction } from '../interaction/index.ts'
import { markMessages, selectChat } from './sql.ts'
import { visitorOf } from './visitor.ts'

type Marked = { upTo: MessageId; mark: ChatMark }

/** One side has received or read all that the other wrote up to a message. Nothing new to mark: nothing is told. */
export async function markChat(
  { interactionId, upTo, mark, by }: Marked & { interactionId: InteractionId; by: 'visitor' | 'staff' },
  ctx: Context,
): Promise<void> {
  const ordinal = await markMessages({ interactionId, upTo, by, isRead: mark === 'read' }, ctx)
  if (ordinal === undefined) return
  await announce(ctx, 'chatMarked', { interactionId, by, mark, upTo: ordinal, at: ctx.now.toISOString() })
}

export async function markAsVisitor(input: Marked, ctx: Context): Promise<Record<string, never>> {
  const interactionId = visitorOf(ctx)
  await selectChat(ctx.tx, interactionId)
  await lockInteraction({ interactionId }, ctx)
  await markChat({ ...input, interactionId, by: 'visitor' }, ctx)
  return {}
}

/** Only the agent who has the chat reads it for the company: a supervisor looking on marks nothing. */
export async function markAsAgent(
  input: Marked & { interactionId: InteractionId },
  ctx: Context,
): Promise<Record<string, never>> {
  const { staffId } = await loadInteraction(input, ctx)
  if (staffId !== staffOf(ctx).id) return {}
  await lockInteraction(input, ctx)
  await markChat({ ...input, by: 'staff' }, ctx)
  return {}
}
