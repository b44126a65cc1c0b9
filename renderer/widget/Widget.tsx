import { useEffect, useState } from 'react'
import { PublicFrame } from '../features/publicPage/PublicFrame'
import { useWords } from '../ui/words'
import { type ChatSession, openChatSession } from './chatSession'
import { EndChat } from './EndChat'
import { stateText } from './stateText'
import { Talk } from './Talk'
import { widgetWords } from './words'

/** The page that stands in the company's site: one chat of one visitor. */
export function Widget() {
  const session = useChatSession()
  return session ? <Chat session={session} /> : null
}

/** A session of its own for each mount; a forgotten chat makes way for a new one. */
function useChatSession(): ChatSession | null {
  const [session, setSession] = useState<ChatSession | null>(null)
  useEffect(() => {
    let current = openChatSession()
    setSession(current)
    const renew = () => {
      current.close()
      current = openChatSession()
      setSession(current)
    }
    window.addEventListener('okno.chat.forgotten', renew)
    return () => {
      window.removeEventListener('okno.chat.forgotten', renew)
      current.close()
    }
  }, [])
  return session
}

function Chat({ session }: { session: ChatSession }) {
  const t = useWords(widgetWords)
  const chat = session.store((s) => s.chat)
  const isOnline = session.store((s) => s.isOnline)
  return (
    <PublicFrame
      title={t.title}
      layout="fixed"
      state={isOnline ? stateText(chat, t) : t.offline}
      actions={chat && chat.stage !== 'ended' && <EndChat session={session} />}
    >
      <Talk session={session} />
    </PublicFrame>
  )
}
