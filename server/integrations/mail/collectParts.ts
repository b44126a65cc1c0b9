import { createReadStream } from 'node:fs'
import type { AttachmentStream, HeaderLines, Headers, MessageText } from 'mailparser'
import { CharsetAwareParser } from './charsetAwareParser.ts'
import type { Damage } from './parsedMail.ts'

const MOST_PARTS = 20_000
const MOST_FILES = 100
const PATIENCE_MS = 60_000

export type Part = { name: string | null; mediaType: string; bytes: Buffer; cid: string | null; isRelated: boolean }
export type Collected = {
  headers: Headers
  lines: HeaderLines
  text: string
  html: string | null
  parts: Part[]
  damage: Damage | null
}

/** Takes a mail apart from its file. Whatever breaks on the way, what was read before it is kept. */
export function collectParts(path: string): Promise<Collected> {
  const parser = new CharsetAwareParser({
    maxChildNodes: MOST_PARTS,
    skipHtmlToText: true,
    checksumAlgo: false,
  })
  const collected: Collected = { headers: new Map(), lines: [], text: '', html: null, parts: [], damage: null }
  parser.on('headers', (headers) => {
    collected.headers = headers
  })
  parser.on('headerLines', (lines) => {
    collected.lines = lines
  })
  parser.on('data', (part) => {
    if (part.type === 'text') keepText(collected, part)
    else keepPart(collected, part)
  })
  return new Promise((resolve) => {
    const file = createReadStream(path)
    const finish = (damage: Damage | null) => {
      clearTimeout(timer)
      file.destroy()
      parser.destroy()
      resolve({ ...collected, damage: damage ?? collected.damage })
    }
    const timer = setTimeout(() => finish('unreadable'), PATIENCE_MS)
    parser.once('end', () => finish(null))
    parser.on('error', () => finish('unreadable'))
    file.on('error', () => finish('unreadable'))
    file.pipe(parser)
  })
}

function keepText(collected: Collected, part: MessageText): void {
  collected.text = part.text ?? ''
  collected.html = part.html ?? null
}

function keepPart(collected: Collected, part: AttachmentStream): void {
  const isKept = collected.parts.length < MOST_FILES
  if (!isKept) collected.damage = 'tooManyParts'
  const chunks: Buffer[] = []
  part.content.on('data', (chunk: Buffer) => {
    if (isKept) chunks.push(chunk)
  })
  part.content.once('error', () => {
    collected.damage = 'unreadable'
    part.release?.()
  })
  part.content.once('end', () => {
    if (isKept) {
      const { filename, contentType, cid, related, contentDisposition } = part
      const isRelated = Boolean(cid) && (related === true || contentDisposition === 'inline')
      collected.parts.push({
        name: filename ?? null,
        mediaType: contentType,
        bytes: Buffer.concat(chunks),
        cid: cid ?? null,
        isRelated,
      })
    }
    part.release?.()
  })
}
