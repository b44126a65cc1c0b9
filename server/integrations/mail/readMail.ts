import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { cleanHtml } from './cleanHtml.ts'
import { type Collected, collectParts, type Part } from './collectParts.ts'
import { decodeText } from './decodeText.ts'
import { foldHtmlQuotes } from './foldHtmlQuotes.ts'
import { foldQuotes, ownText } from './foldQuotes.ts'
import { MailHeaders } from './mailHeaders.ts'
import { isTooDeep } from './nesting.ts'
import type { Damage, Envelope, MailFile, ParsedMail, RawMail } from './parsedMail.ts'
import { textOfHtml } from './textOfHtml.ts'

const LONGEST_TEXT = 500_000
const LONGEST_HTML = 2_000_000

/** A mail as a plain value. Never throws for a bad mail: what can be read is read, and the source is attached. */
export async function readMail(raw: RawMail, envelope: Envelope = { from: null, to: [] }): Promise<ParsedMail> {
  const collected = await withFallback(await collectParts(raw.path), raw)
  const headers = new MailHeaders(collected.headers, collected.lines)
  const shown = showHtml(collected)
  const wholeText = tidy(collected.text.trim() || textOfHtml(shown.html ?? ''))
  const text = wholeText.slice(0, LONGEST_TEXT)
  const damage = collected.damage ?? (await findDamage(raw, headers, wholeText, shown.isLeftOut))
  const folds = foldQuotes(text)
  const attachments = collected.parts.map((part, at) => toFile(part, at, shown.inline.has(at)))
  return {
    messageId: headers.messageId(),
    inReplyTo: headers.inReplyTo(),
    references: headers.references(),
    from: headers.addresses('from')[0] ?? headers.addresses('reply-to')[0] ?? null,
    to: headers.addresses('to'),
    cc: headers.addresses('cc'),
    subject: headers.subject(),
    date: headers.date(),
    text,
    folds,
    ownText: ownText(text, folds),
    html: shown.html,
    remoteImages: shown.remoteImages,
    attachments: damage ? [...attachments, await rawAsFile(raw)] : attachments,
    automatic: headers.automatic(envelope),
    undelivered: undeliveredOf(collected, headers),
    damage,
    raw,
    contentSha256: hashContent(headers, collected),
  }
}

/** Of a mail the parser gave up on, the beginning as it stands is better than nothing. */
async function withFallback(collected: Collected, raw: RawMail): Promise<Collected> {
  if (collected.damage !== 'unreadable' || collected.text || collected.html) return collected
  const start = await readSlice(raw, 0, 64 * 1024)
  const body = start.subarray(Math.max(0, start.indexOf('\n\n') + 1, start.indexOf('\r\n\r\n') + 1))
  return { ...collected, text: decodeText(body, '').trim() }
}

/** PostgreSQL takes no zero byte and no half of a letter. */
const tidy = (text: string) => text.replaceAll('\0', '').toWellFormed().replace(/\s+$/, '')

type Shown = { html: string | null; remoteImages: number; inline: Set<number>; isLeftOut: boolean }

function showHtml({ html, parts }: Collected): Shown {
  const inline = new Set<number>()
  if (!html?.trim()) return { html: null, remoteImages: 0, inline, isLeftOut: false }
  if (html.length > LONGEST_HTML || isTooDeep(html)) return { html: null, remoteImages: 0, inline, isLeftOut: true }
  const clean = cleanHtml(foldHtmlQuotes(tidy(html)), (cid) => {
    const at = parts.findIndex((part) => part.cid === cid && /^image\//.test(part.mediaType))
    if (at < 0) return null
    inline.add(at)
    return at
  })
  const isEmpty = !/<img|[^\s<>](?![^<>]*>)/.test(clean.html)
  return { ...clean, html: isEmpty ? null : clean.html, inline, isLeftOut: false }
}

async function findDamage(
  raw: RawMail,
  headers: MailHeaders,
  text: string,
  isHtmlLeftOut: boolean,
): Promise<Damage | null> {
  if (headers.line('from') === '' && headers.line('subject') === '' && headers.line('message-id') === '')
    return 'unreadable'
  if (text.length > LONGEST_TEXT || isHtmlLeftOut) return 'tooLong'
  const boundary = /^multipart\/.*?\bboundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/i.exec(headers.line('content-type'))
  const mark = boundary?.[1] ?? boundary?.[2]
  return mark && !(await endsWith(raw, `--${mark}--`)) ? 'truncated' : null
}

/** Near the end is enough: mailing lists put their own words below the last boundary. */
async function endsWith(raw: RawMail, mark: string): Promise<boolean> {
  const end = await readSlice(raw, Math.max(0, raw.sizeBytes - 64 * 1024), 64 * 1024)
  return end.includes(Buffer.from(mark, 'latin1'))
}

async function readSlice(raw: RawMail, from: number, length: number): Promise<Buffer> {
  const file = await open(raw.path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function toFile(part: Part, at: number, isShownInText: boolean): MailFile {
  const name = tidy(part.name ?? '')
    .replace(/[\p{Cc}/\\]+/gu, '_')
    .trim()
    .slice(-200)
  return {
    name: name || `${at + 1}${extensionOf(part.mediaType)}`,
    mediaType: /^[\w.+-]+\/[\w.+-]+$/.test(part.mediaType) ? part.mediaType.toLowerCase() : 'application/octet-stream',
    bytes: part.bytes,
    isInline: isShownInText,
  }
}

function extensionOf(mediaType: string): string {
  if (mediaType === 'message/rfc822') return '.eml'
  const kind = /^(?:image|text)\/([a-z]{2,5})$/.exec(mediaType)?.[1]
  return kind ? `.${kind}` : ''
}

async function rawAsFile(raw: RawMail): Promise<MailFile> {
  return {
    name: `${raw.sha256.slice(0, 8)}.eml`,
    mediaType: 'message/rfc822',
    bytes: await readFile(raw.path),
    isInline: false,
  }
}

/** A bounce carries the mail it is about, or its headers, as a part. */
function undeliveredOf({ parts, text }: Collected, headers: MailHeaders): string | null {
  if (headers.automatic({ from: null, to: [] }) !== 'bounce') return null
  const reports = parts.filter((part) =>
    /^(?:message\/rfc822|text\/rfc822-headers|message\/.*headers)$/.test(part.mediaType),
  )
  const sources = [
    ...reports.map((part) => part.bytes.subarray(0, 64 * 1024).toString('latin1')),
    text.slice(0, 64 * 1024),
  ]
  for (const source of sources) {
    const found = /^message-id:\s*(<[^<>\s]{1,400}>)/im.exec(source)?.[1]
    if (found) return found
  }
  return headers.inReplyTo()
}

function hashContent(headers: MailHeaders, { text, html, parts }: Collected): string {
  const hash = createHash('sha256')
  const said = [
    headers.line('from'),
    headers.line('to'),
    headers.line('subject'),
    headers.line('date'),
    text,
    html ?? '',
  ]
  for (const each of said) hash.update(`${each.length}:`).update(each)
  for (const part of parts) hash.update(`${part.bytes.length}:`).update(part.bytes)
  return hash.digest('hex')
}
