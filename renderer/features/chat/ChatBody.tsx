import { useState } from 'react'
import { Refusal } from '#shared/contract/contract'
import type { Interaction, Message } from '#shared/contract/interaction'
import { useTypingOf } from '../../api/live'
import { refusalText } from '../../api/refusalText'
import { attachmentUrl } from '../../api/upload'
import { useWords } from '../../ui/words'
import classes from './ChatBody.module.css'
import { ChatCard } from './ChatCard'
import { ChatThread } from './ChatThread'
import { useStaffOutbox } from './staffOutbox'
import { useStaffThread } from './useStaffThread'
import { useHeardTyping } from './useTyping'
import { chatWords } from './words'

/** A chat opened on the desktop: the conversation, who has it, what the visitor told of themselves. */
export function ChatBody({ interaction, messages }: { interaction: Interaction; messages: Message[] }) {
  const t = useWords(chatWords)
  const { outbox } = useStaffOutbox()
  const thread = useStaffThread(interaction, messages)
  const typing = useVisitorTyping(interaction, messages.length)
  return (
    <div className={classes.chat} data-alone={!interaction.consumerId || undefined}>
      <ChatThread
        messages={thread}
        side="staff"
        files={attachmentUrl}
        typing={typing ? t.visitorTyping : null}
        onRetry={outbox.flush}
        onDrop={outbox.drop}
        whyNotSent={(problem) => refusalText(new Refusal(problem), t.refusals)}
      />
      {interaction.state !== 'ended' && <ChatCard interaction={interaction} messageCount={messages.length} />}
    </div>
  )
}

function useVisitorTyping(interaction: Interaction, messageCount: number): boolean {
  const [isTyping, hear, stop] = useHeardTyping()
  const [count, setCount] = useState(messageCount)
  if (count !== messageCount) {
    setCount(messageCount)
    stop()
  }
  useTypingOf(interaction.id, ({ by }) => {
    if (by === 'visitor') hear()
  })
  return isTyping && interaction.state === 'open'
}
