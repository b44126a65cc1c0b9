import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { ATTACHMENT_LIMIT_BYTES } from '#shared/contract/attachment'
import { Refusal } from '#shared/contract/contract'
import type { AttachmentId } from '#shared/contract/ids'
import type { Attachment } from '#shared/contract/interaction'
import type { Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { store } from './store.ts'

export type NewAttachment = { name: string; mediaType: string; bytes: Buffer; isInline?: boolean; id?: AttachmentId }

/** Keeps the bytes first and the row after, so that a row never points at nothing. Same bytes are kept once. */
export async function keepAttachment(input: NewAttachment, ctx: Context): Promise<Attachment> {
  const id = input.id ?? newId<AttachmentId>()
  const sha256 = createHash('sha256').update(input.bytes).digest()
  const key = `${sha256.toString('hex').slice(0, 2)}/${sha256.toString('hex')}`
  if (!(await store().exists(key))) await store().put(key, input.bytes)
  const attachment = {
    id,
    name: safeName(input.name),
    mediaType: safeType(input.mediaType),
    sizeBytes: input.bytes.length,
    isInline: input.isInline ?? false,
  }
  await sql`
    insert into attachment (id, name, media_type, size_bytes, sha256, storage_key, is_inline, kept_at)
    values (${id}, ${attachment.name}, ${attachment.mediaType}, ${attachment.sizeBytes}, ${sha256}, ${key}, ${attachment.isInline}, ${ctx.now})`.execute(
    ctx.tx,
  )
  return attachment
}

export async function uploadAttachment(
  input: { name: string; mediaType: string; base64: string },
  ctx: Context,
): Promise<Attachment> {
  const bytes = Buffer.from(input.base64, 'base64')
  if (bytes.length > ATTACHMENT_LIMIT_BYTES) throw new Refusal('tooLarge', { limitBytes: ATTACHMENT_LIMIT_BYTES })
  return keepAttachment({ name: input.name, mediaType: input.mediaType, bytes }, ctx)
}

/** A name only ever labels a file: no folders, no control characters. */
const safeName = (name: string) => name.replace(/[\p{Cc}/\\]/gu, '_').slice(0, 255) || 'file'
const safeType = (type: string) => (/^[\w.+-]+\/[\w.+-]+$/.test(type) ? type.toLowerCase() : 'application/octet-stream')
