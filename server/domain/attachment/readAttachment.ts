import { sql } from 'kysely'
import { Denied, Missing } from '#shared/contract/contract'
import type { AttachmentId } from '#shared/contract/ids'
import { Attachment } from '#shared/contract/interaction'
import { type Context, seesBranch } from '../../db/context.ts'
import { store } from './store.ts'

type Row = { storage_key: string; branch_id: string | null; interaction_id: string | null }

/** The file, if the actor may see the contact it belongs to. */
export async function readAttachment(
  { attachmentId }: { attachmentId: AttachmentId },
  ctx: Context,
): Promise<{ attachment: Attachment; bytes: Buffer }> {
  const { rows } = await sql<Row>`
    select a.id, a.name, a.media_type as "mediaType", a.size_bytes as "sizeBytes", a.is_inline as "isInline",
      a.storage_key, a.interaction_id, i.branch_id
    from attachment a left join interaction i on i.id = a.interaction_id where a.id = ${attachmentId}`.execute(ctx.tx)
  const row = rows[0]
  if (!row) throw new Missing('noSuchAttachment')
  if (
    ctx.actor.kind === 'visitor'
      ? ctx.actor.interactionId !== row.interaction_id
      : !seesBranch(ctx.actor, row.branch_id)
  ) {
    throw new Denied('otherBranch')
  }
  return { attachment: Attachment.parse(row), bytes: Buffer.from(await store().getBytes(row.storage_key)) }
}

export async function downloadAttachment(
  input: { attachmentId: AttachmentId },
  ctx: Context,
): Promise<{ attachment: Attachment; base64: string }> {
  const { attachment, bytes } = await readAttachment(input, ctx)
  return { attachment, base64: bytes.toString('base64') }
}
