import type { ChatMessage } from '#shared/contract/chat'
import type { Letter } from '../../api/outbox'
import { dayKey } from '../../ui/format'

export type Side = 'visitor' | 'staff'
export type WrittenFile = ChatMessage['attachments'][number]
/** What a letter of the outbox holds: a message as it was written. */
export type Written = { text: string; files: readonly WrittenFile[] }

/** A message of the thread: one the server has, or one still on its way. */
export type ThreadMessage = Pick<ChatMessage, 'id' | 'author' | 'authorName' | 'text' | 'at'> & {
  ordinal: number | null
  attachments: readonly WrittenFile[]
  mark: 'sending' | 'failed' | 'sent' | 'delivered' | 'read'
  problem: string | null
}

/** The server's order first, then what is on its way in the order of writing. A message that has arrived is not shown twice. */
export function threadOf(
  messages: readonly ChatMessage[],
  letters: readonly Letter<Written>[],
  side: Side,
): ThreadMessage[] {
  const known = new Set<string>(messages.map((message) => message.id))
  const arrived = [...messages].sort((a, b) => a.ordinal - b.ordinal).map(arrivedOf)
  const author = side === 'visitor' ? 'consumer' : 'staff'
  const underWay = letters
    .filter((letter) => !known.has(letter.id))
    .map(({ id, content, writtenAt, problem }): ThreadMessage => {
      const { text, files } = content
      const mark = problem ? 'failed' : 'sending'
      return {
        id: id as ThreadMessage['id'],
        author,
        authorName: '',
        text,
        at: writtenAt,
        ordinal: null,
        attachments: files,
        mark,
        problem,
      }
    })
  return [...arrived, ...underWay]
}

function arrivedOf(message: ChatMessage): ThreadMessage {
  const { id, author, authorName, text, at, ordinal, attachments } = message
  const mark = message.readAt ? 'read' : message.deliveredAt ? 'delivered' : 'sent'
  return { id, author, authorName, text, at, ordinal, attachments, mark, problem: null }
}

/** On which side of the thread a message stands: the bot speaks for the company. */
export const isMine = (author: ChatMessage['author'], side: Side) => (author === 'consumer') === (side === 'visitor')

export type Group = { key: string; day: string | null; author: ThreadMessage['author']; messages: ThreadMessage[] }

/** Messages in a row by one author, with the day where it begins. */
export function groupsOf(messages: readonly ThreadMessage[]): Group[] {
  const groups: Group[] = []
  for (const message of messages) {
    const before = groups.at(-1)
    const last = before?.messages.at(-1)
    const isNewDay = !last || dayKey(last.at) !== dayKey(message.at)
    if (before && last && !isNewDay && last.author === message.author && last.authorName === message.authorName)
      before.messages.push(message)
    else
      groups.push({ key: message.id, day: isNewDay ? message.at : null, author: message.author, messages: [message] })
  }
  return groups
}

/** Both what is known and what is newly heard, each message once; a mark once set stays. */
export function mergeMessages(known: readonly ChatMessage[], heard: readonly ChatMessage[]): ChatMessage[] {
  const byId = new Map(known.map((message) => [message.id, message]))
  for (const message of heard) {
    const before = byId.get(message.id)
    byId.set(message.id, {
      ...message,
      deliveredAt: message.deliveredAt ?? before?.deliveredAt ?? null,
      readAt: message.readAt ?? before?.readAt ?? null,
    })
  }
  return [...byId.values()].sort((a, b) => a.ordinal - b.ordinal)
}

type Marked = { by: Side; mark: 'delivered' | 'read'; upTo: number; at: string }

/** The messages after `by` has received or read what the other side wrote up to an ordinal. */
export function markMessages<M extends Pick<ChatMessage, 'author' | 'ordinal' | 'deliveredAt' | 'readAt'>>(
  messages: readonly M[],
  { by, mark, upTo, at }: Marked,
): M[] {
  return messages.map((message) => {
    if (isMine(message.author, by) || message.ordinal > upTo) return message
    const deliveredAt = message.deliveredAt ?? at
    return mark === 'read' ? { ...message, deliveredAt, readAt: message.readAt ?? at } : { ...message, deliveredAt }
  })
}
