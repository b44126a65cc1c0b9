import { create } from 'zustand'
import type { ChatChoice, ChatMessage, VisitorChat } from '#shared/contract/chat'
import { type CommandId, Refusal } from '#shared/contract/contract'
import { MessageId } from '#shared/contract/ids'
import { makeOutbox } from '../api/outbox'
import { newCommandId } from '../api/server'
import { connectVisitor, newVisitorToken, visitorServer } from '../api/visitor'
import { markMessages, mergeMessages, type Written } from '../features/chat/thread'
import { readKept, writeKept } from '../ui/keep'
import { currentLanguage } from '../ui/words'

export type VisitorWritten = Written & { choice: ChatChoice | null; commandId: CommandId; language: 'ru' | 'en' }
type Shown = { chat: VisitorChat | null; messages: readonly ChatMessage[]; isOnline: boolean; typedAt: number }
type Kept = { token: string; commandId: CommandId; isStarted: boolean }

const PLACE = 'okno.chat'
const RETRY_MS = [300, 1_000, 2_000, 5_000]
const pause = (try_: number) => new Promise((done) => setTimeout(done, RETRY_MS[Math.min(try_, RETRY_MS.length - 1)]))

function keptOrNew(): Kept {
  const kept = readKept(PLACE)
  if (kept) return JSON.parse(kept)
  return keep({ token: newVisitorToken(), commandId: newCommandId(), isStarted: false })
}
function keep(kept: Kept): Kept {
  writeKept(PLACE, JSON.stringify(kept))
  return kept
}

/**
 * The visitor's chat on this page. The token and the id of the opening command are kept before they are sent, so that neither a lost
 * answer nor a reload opens a second chat. What the socket tells is joined with what is pulled after every (re)connection.
 */
export function openChatSession() {
  const store = create<Shown>(() => ({ chat: null, messages: [], isOnline: true, typedAt: 0 }))
  let kept = keptOrNew()
  const server = visitorServer(kept.token)
  const outbox = makeOutbox<VisitorWritten>(`visitor.${kept.token.slice(0, 12)}`, async ({ id, content }) => {
    const { text, files, choice, language, commandId } = content
    const attachmentIds = files.map((file) => file.id)
    hear([await server.writeAsVisitor({ messageId: id, text, choice, attachmentIds, language, commandId })])
  })
  let live: ReturnType<typeof connectVisitor> | null = null
  let moves = 0
  let isClosed = false

  const hear = (messages: readonly ChatMessage[]) =>
    store.setState((before) => ({ messages: mergeMessages(before.messages, messages) }))

  /** All after the last message that can no longer change; a stage told meanwhile is newer than the pulled one. */
  async function pull() {
    const { messages } = store.getState()
    const open = messages.find((message) => message.author === 'consumer' && !message.readAt)
    const after = open ? open.ordinal - 1 : (messages.at(-1)?.ordinal ?? 0)
    const moved = moves
    const answer = await server.openChat({ after })
    hear(answer.messages)
    if (moved === moves) store.setState({ chat: answer.chat })
  }

  async function begin() {
    if (!kept.isStarted) {
      const { token, commandId } = kept
      const answer = await server.startChat({ token, language: currentLanguage(), commandId })
      kept = keep({ ...kept, isStarted: true })
      hear(answer.messages)
      store.setState({ chat: answer.chat })
    }
    await pull()
  }

  async function start() {
    for (let tries = 0; !isClosed; tries += 1) {
      try {
        await begin()
        break
      } catch (error) {
        // the token has expired: this browser begins anew
        if (error instanceof Refusal && error.code === 'signInRequired') return forgetChat()
        store.setState({ isOnline: false })
        await pause(tries)
      }
    }
    if (isClosed) return
    live = connectVisitor(kept.token, {
      onOnline: () => void comeOnline(),
      onOffline: () => store.setState({ isOnline: false }),
      onMessage: (message) => {
        hear([message])
        if (message.author !== 'consumer') store.setState({ typedAt: 0 })
      },
      onMoved: (chat) => {
        moves += 1
        store.setState({ chat })
      },
      onMarked: (marked) => store.setState((before) => ({ messages: markMessages(before.messages, marked) })),
      onTyping: () => store.setState({ typedAt: Date.now() }),
    })
  }

  async function comeOnline() {
    outbox.flush()
    for (let tries = 0; !isClosed; tries += 1) {
      try {
        await pull()
        return store.setState({ isOnline: true })
      } catch {
        await pause(tries)
      }
    }
  }

  void start()

  return {
    store,
    outbox,
    token: kept.token,
    server,
    say(text: string, files: Written['files'], choice: ChatChoice | null = null) {
      const content = { text, files, choice, language: currentLanguage(), commandId: newCommandId() }
      outbox.put(crypto.randomUUID(), content)
      if (choice) store.setState((before) => ({ chat: before.chat && { ...before.chat, choices: [] } }))
    },
    tellTyping() {
      const { chat } = store.getState()
      if (chat?.stage === 'agent') live?.tellTyping(chat.interactionId)
    },
    /** Not repeated when it fails: the next look at the thread marks again. */
    async mark(upTo: string, mark: 'delivered' | 'read') {
      await server.markAsVisitor({ upTo: MessageId.parse(upTo), mark, commandId: newCommandId() }).catch(() => {})
    },
    async end() {
      store.setState({ chat: await server.endAsVisitor({ commandId: newCommandId() }) })
    },
    close() {
      isClosed = true
      live?.close()
      outbox.close()
    },
  }
}
export type ChatSession = ReturnType<typeof openChatSession>

/** The next session of this browser is a new chat. */
export function forgetChat() {
  writeKept(PLACE, null)
  window.dispatchEvent(new Event('okno.chat.forgotten'))
}
