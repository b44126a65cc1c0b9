import { type RawBuilder, sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import type { InteractionId } from '#shared/contract/ids'
import { Attachment, type Interaction, Message } from '#shared/contract/interaction'
import type { Context } from '../../db/context.ts'

const columns = sql`
  i.id, i.consumer_id as "consumerId", c.name as "consumerName", i.branch_id as "branchId", i.office_id as "officeId",
  i.channel, i.direction, i.state, i.subject, i.preview, i.address, i.thread_id as "threadId", i.case_id as "caseId",
  i.staff_id as "staffId", s.name as "staffName", i.attachment_count as "attachmentCount",
  i.started_at as "startedAt", i.ended_at as "endedAt", i.last_at as "lastAt", i.detail`
const joined = sql`interaction i left join consumer c on c.id = i.consumer_id left join staff s on s.id = i.staff_id`

/** PostgreSQL gives Dates; the contract speaks ISO. It is proven where an answer or a fact leaves, not once more here. */
type InteractionRow = Omit<Interaction, 'startedAt' | 'endedAt' | 'lastAt'> & {
  startedAt: Date
  endedAt: Date | null
  lastAt: Date
}

/** Lines of the interaction table that match, as the contract shows them. `tail` is a `where … order by … limit …`. */
export async function selectInteractions(tx: Context['tx'], tail: RawBuilder<unknown>): Promise<Interaction[]> {
  const { rows } = await sql<InteractionRow>`select ${columns} from ${joined} ${tail}`.execute(tx)
  return rows.map(({ startedAt, endedAt, lastAt, ...row }) => ({
    ...row,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    lastAt: lastAt.toISOString(),
  }))
}

/** Throws `Missing('noSuchInteraction')`. */
export async function selectInteraction(tx: Context['tx'], id: InteractionId): Promise<Interaction> {
  const [found] = await selectInteractions(tx, sql`where i.id = ${id}`)
  if (!found) throw new Missing('noSuchInteraction')
  return found
}

/** Locks the row until the transaction ends, so that two people cannot take one contact. */
export async function lockRow(tx: Context['tx'], id: InteractionId): Promise<void> {
  const { rows } = await sql`select 1 from interaction where id = ${id} for update`.execute(tx)
  if (rows.length === 0) throw new Missing('noSuchInteraction')
}

export async function selectMessages(tx: Context['tx'], tail: RawBuilder<unknown>): Promise<Message[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select m.id, m.interaction_id as "interactionId", m.ordinal, m.author, m.author_name as "authorName", m.text, m.html,
      m.remote_images as "remoteImages", m.at, m.delivered_at as "deliveredAt", m.read_at as "readAt",
      coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type,
        'sizeBytes', a.size_bytes, 'isInline', a.is_inline) order by a.kept_at, a.id)
        from attachment a where a.message_id = m.id), '[]'::json) as attachments
    from message m ${tail}`.execute(tx)
  return rows.map((row) => Message.parse(withIso(row)))
}

export async function selectAttachments(tx: Context['tx'], ids: readonly string[]): Promise<Attachment[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select id, name, media_type as "mediaType", size_bytes as "sizeBytes", is_inline as "isInline"
    from attachment where id = any(${ids}::uuid[])`.execute(tx)
  return rows.map((row) => Attachment.parse(row))
}

function withIso(row: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]),
  )
}
