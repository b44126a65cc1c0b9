import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMail } from '../ports.ts'

/** A mail as it comes from the reader; what a test is about is named, the rest is plain. */
export function incoming(change: Partial<IncomingMail> = {}): IncomingMail {
  const text = change.text ?? 'Света нет с утра'
  const sha256 = createHash('sha256').update(randomUUID()).digest('hex')
  return {
    messageId: `<${randomUUID()}@example.com>`,
    inReplyTo: null,
    references: [],
    from: { address: 'gulnara@example.com', name: 'Гульнара' },
    to: [{ address: 'help@okno.example', name: '' }],
    cc: [],
    subject: 'Свет',
    date: '2026-11-24T07:42:00.000Z',
    text,
    folds: [],
    ownText: text,
    html: null,
    remoteImages: 0,
    attachments: [],
    automatic: null,
    undelivered: null,
    damage: null,
    raw: { sha256 },
    contentSha256: sha256,
    ...change,
  }
}
