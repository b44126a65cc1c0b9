import type { VisitorChat } from '#shared/contract/chat'
import type { Context } from '../../db/context.ts'
import { changeInteraction, lockInteraction } from '../interaction/index.ts'
import { silenceBot } from './runBot.ts'
import { selectChat } from './sql.ts'
import { viewChat } from './view.ts'
import { visitorOf } from './visitor.ts'

/** The visitor has no more questions. A chat nobody had taken yet simply leaves the queue. */
export async function endAsVisitor(_input: object, ctx: Context): Promise<VisitorChat> {
  const interactionId = visitorOf(ctx)
  await selectChat(ctx.tx, interactionId)
  const { state } = await lockInteraction({ interactionId }, ctx)
  if (state !== 'ended') {
    await silenceBot(interactionId, ctx)
    await changeInteraction({ interactionId, state: 'ended', endedAt: ctx.now }, ctx)
  }
  return viewChat(interactionId, ctx)
}
