import { useCallback, useEffect, useMemo } from 'react'
import { Refusal } from '#shared/contract/contract'
import { useLetters } from '../api/outbox'
import { refusalText } from '../api/refusalText'
import { uploadAsVisitor } from '../api/visitor'
import { ChatThread } from '../features/chat/ChatThread'
import { Composer } from '../features/chat/Composer'
import { threadOf } from '../features/chat/thread'
import { useHeardTyping, useSayTyping } from '../features/chat/useTyping'
import { chatWords } from '../features/chat/words'
import { useWords } from '../ui/words'
import { type ChatSession, forgetChat } from './chatSession'
import { useMarking } from './useMarking'
import classes from './Widget.module.css'
import { widgetWords } from './words'

/** The thread, the ready answers and the field to write in. */
export function Talk({ session }: { session: ChatSession }) {
  const t = useWords(widgetWords)
  const ct = useWords(chatWords)
  const { store, outbox, server } = session
  const chat = store((s) => s.chat)
  const messages = store((s) => s.messages)
  const letters = useLetters(outbox)
  const thread = useMemo(() => threadOf(messages, letters, 'visitor'), [messages, letters])
  const isTyping = useTypingOf(session)
  const sayTyping = useSayTyping(session.tellTyping)
  useMarking(session)
  const fileUrl = useCallback(
    async ({ id }: { id: string }) => {
      const { attachment, base64 } = await server.downloadAsVisitor({ attachmentId: id })
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
      return URL.createObjectURL(new Blob([bytes], { type: attachment.mediaType }))
    },
    [server],
  )
  return (
    <div className={classes.talk}>
      <ChatThread
        messages={thread}
        side="visitor"
        files={fileUrl}
        typing={isTyping && chat?.stage === 'agent' ? ct.typing({ name: chat.agentName ?? t.operator }) : null}
        onRetry={outbox.flush}
        onDrop={outbox.drop}
        whyNotSent={(problem) => refusalText(new Refusal(problem), ct.refusals)}
      />
      {chat && chat.choices.length > 0 && letters.length === 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
        <div className={classes.choices} role="group" aria-label={t.choices}>
          {chat.choices.map((choice) => (
            <button
              key={choice.id}
              type="button"
              className="second"
              onClick={() => session.say(choice.label, [], choice.id)}
            >
              {choice.label}
            </button>
          ))}
        </div>
      )}
      {chat?.stage === 'ended' ? (
        <button type="button" className="primary" onClick={forgetChat}>
          {t.startNew}
        </button>
      ) : (
        <Composer
          draftKey={`visitor.${session.token.slice(0, 12)}`}
          onSend={({ text, files }) => session.say(text, files)}
          onTyping={sayTyping}
          upload={uploadAsVisitor}
        />
      )}
    </div>
  )
}

function useTypingOf({ store }: ChatSession): boolean {
  const [isTyping, hear, stop] = useHeardTyping()
  const typedAt = store((s) => s.typedAt)
  useEffect(() => (typedAt > 0 ? hear() : stop()), [typedAt, hear, stop])
  return isTyping
}
