import type { ChatLanguage } from '#shared/contract/chat'
import type { InteractionId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { say } from './say.ts'
import { selectChat } from './sql.ts'
import { botName } from './words.ts'

type Told = { interactionId: InteractionId; textOf: (language: ChatLanguage) => string }

/** Says something into a chat on nobody's question: what became of a matter. It stands there when the visitor comes back. */
export async function tellVisitor({ interactionId, textOf }: Told, ctx: Context): Promise<void> {
  const { language } = await selectChat(ctx.tx, interactionId)
  await say({ interactionId, author: 'bot', authorName: botName(language), text: textOf(language) }, ctx)
}
