import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChatMessage } from '#shared/contract/chat'
import { groupsOf, markMessages, mergeMessages, threadOf } from './thread'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const message = (ordinal: number, part: Partial<ChatMessage> = {}): ChatMessage =>
  ChatMessage.parse({
    id: uuid(ordinal),
    interactionId: uuid(999),
    ordinal,
    author: ordinal % 2 ? 'consumer' : 'staff',
    authorName: '',
    text: `т${ordinal}`,
    at: '2026-11-24T10:00:00.000Z',
    deliveredAt: null,
    readAt: null,
    attachments: [],
    ...part,
  })
const letter = (id: string, text: string, problem: string | null = null) => ({
  id,
  content: { text, files: [] },
  writtenAt: '2026-11-24T10:01:00.000Z',
  problem,
})

describe('a thread', () => {
  it('holds each message once in the server’s order, however often and in whatever order it was told', () => {
    const heard = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 })
    fc.assert(
      fc.property(heard, fc.integer({ min: 0, max: 60 }), (ordinals, cut) => {
        const parts = [ordinals.slice(0, cut), ordinals.slice(cut)].map((part) => part.map((n) => message(n)))
        const merged = mergeMessages(mergeMessages([], parts[0] ?? []), parts[1] ?? [])
        expect(merged.map((each) => each.ordinal)).toEqual([...new Set(ordinals)].sort((a, b) => a - b))
      }),
    )
  })

  it('never takes a mark back', () => {
    const read = message(1, { deliveredAt: '2026-11-24T10:02:00.000Z', readAt: '2026-11-24T10:03:00.000Z' })
    expect(mergeMessages([read], [message(1)])).toEqual([read])
  })

  it('shows what is on its way after what has arrived, and not twice once it has', () => {
    const letters = [letter(uuid(7), 'в пути'), letter(uuid(1), 'т1'), letter(uuid(8), 'не ушло', 'tooMany')]
    const shown = threadOf([message(2), message(1)], letters, 'visitor').map(({ text, mark }) => `${text} ${mark}`)
    expect(shown).toEqual(['т1 sent', 'т2 sent', 'в пути sending', 'не ушло failed'])
  })

  it('is parted by day and author', () => {
    const thread = threadOf(
      [message(1), message(3), message(4), message(5, { at: '2026-11-26T10:00:00.000Z' })],
      [],
      'visitor',
    )
    expect(groupsOf(thread).map(({ day, messages }) => [day !== null, messages.length])).toEqual([
      [true, 2],
      [false, 1],
      [true, 1],
    ])
  })

  it('is marked up to a message, on the other side’s messages only', () => {
    const marked = { by: 'staff' as const, mark: 'read' as const, upTo: 3, at: '2026-11-24T10:05:00.000Z' }
    const after = markMessages(
      [1, 2, 3, 5].map((n) => message(n)),
      marked,
    )
    expect(after.map((each) => each.readAt !== null)).toEqual([true, false, true, false])
  })
})
