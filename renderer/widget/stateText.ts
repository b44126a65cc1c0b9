import type { VisitorChat } from '#shared/contract/chat'
import type { Spoken } from '../ui/words'
import type { widgetWords } from './words'

type T = Spoken<(typeof widgetWords)['ru']>

/** Who speaks with the visitor now, in words. */
export function stateText(chat: VisitorChat | null, t: T): string {
  if (!chat) return t.starting
  return chat.stage === 'agent' ? t.stages.agent({ name: chat.agentName ?? t.operator }) : t.stages[chat.stage]
}
