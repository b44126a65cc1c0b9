import { type AddressObject, type HeaderLines, type Headers, parseAddressHeader } from 'mailparser'
import { decodeText } from './decodeText.ts'
import type { Automatic, Envelope, MailAddress } from './parsedMail.ts'

const LONGEST_HEADER = 2_000
const MOST_REFERENCES = 100
const MESSAGE_ID = /<[^<>\s]{1,400}>/g

/** What the headers of a mail say, read leniently: each field or nothing, never an exception. */
export class MailHeaders {
  readonly #headers: Headers
  readonly #lines: HeaderLines

  constructor(headers: Headers, lines: HeaderLines) {
    this.#headers = headers
    this.#lines = lines
  }

  /** The first line of a name without the name, unfolded; raw 8-bit letters are read in the charset they are in. */
  line(name: string): string {
    const line = this.#lines.find((each) => each.key === name)?.line ?? ''
    const value = line.slice(line.indexOf(':') + 1).replace(/\r?\n(?=[ \t])/g, '')
    return plain(decodeText(Buffer.from(value, 'latin1'), ''))
  }

  subject(): string {
    const parsed = this.#headers.get('subject')
    const subject = typeof parsed === 'string' && !parsed.includes('\uFFFD') ? parsed : this.line('subject')
    return plain(subject).slice(0, 500)
  }

  messageId(): string | null {
    return ids(this.line('message-id'))[0] ?? null
  }

  inReplyTo(): string | null {
    return ids(this.line('in-reply-to'))[0] ?? null
  }

  references(): string[] {
    return [...new Set(ids(this.#all('references')))].slice(-MOST_REFERENCES)
  }

  date(): string | null {
    const at = new Date(this.line('date').replace(/\([^)]*\)/g, ''))
    const year = at.getUTCFullYear()
    return year >= 1980 && year < 2100 ? at.toISOString() : null
  }

  addresses(name: 'from' | 'to' | 'cc' | 'reply-to'): MailAddress[] {
    const parsed = this.#headers.get(name)
    const objects = (Array.isArray(parsed) ? parsed : [parsed]).filter(isAddressObject)
    const isBroken = objects.length === 0 || objects.some((each) => each.text.includes('\uFFFD'))
    const entries = isBroken ? parseAddressHeader(this.line(name)).value : objects.flatMap((each) => each.value)
    return entries
      .flatMap((entry) => entry.group ?? [entry])
      .filter((entry) => entry.address)
      .map((entry) => ({
        address: plain(entry.address ?? '')
          .toLowerCase()
          .slice(0, 320),
        name: plain(entry.name).slice(0, 300),
      }))
  }

  automatic(envelope: Envelope): Automatic | null {
    const sender = envelope.from ?? this.line('return-path').replace(/[<>]/g, '').trim()
    const isReport = /^multipart\/report\b/i.test(this.line('content-type'))
    const from = this.addresses('from')[0]?.address ?? ''
    if (isReport || /^(?:mailer-daemon|postmaster)@/i.test(from) || (sender === '' && this.#knowsSender(envelope)))
      return 'bounce'
    const submitted = this.line('auto-submitted').toLowerCase()
    if (submitted !== '' && !submitted.startsWith('no')) return 'autoReply'
    if (this.line('x-autoreply') || this.line('x-autorespond') || /auto_reply/i.test(this.line('precedence')))
      return 'autoReply'
    return /^(?:bulk|junk|list)$/i.test(this.line('precedence')) || this.line('list-id') ? 'bulk' : null
  }

  #knowsSender(envelope: Envelope): boolean {
    return envelope.from !== null || this.#lines.some((each) => each.key === 'return-path')
  }

  #all(name: string): string {
    return this.#lines
      .filter((each) => each.key === name)
      .map((each) => each.line.slice(each.line.indexOf(':') + 1))
      .join(' ')
  }
}

const ids = (text: string) => text.match(MESSAGE_ID) ?? []

/** PostgreSQL takes no zero byte, and a header no line break. */
const plain = (text: string) =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .toWellFormed()
    .trim()
    .slice(0, LONGEST_HEADER)

function isAddressObject(value: unknown): value is AddressObject {
  return (
    typeof value === 'object' && value !== null && 'text' in value && 'value' in value && Array.isArray(value.value)
  )
}
