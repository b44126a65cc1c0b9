import { sql } from 'kysely'
import type { InteractionId, MessageId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import type { Claim } from './rules.ts'

export type Header = {
  messageId: MessageId
  interactionId: InteractionId
  direction: 'in' | 'out'
  rfcMessageId: string | null
  inReplyTo: string | null
  references: string[]
  fromAddress: string | null
  toAddresses: string[]
  claimedInteractionId?: InteractionId | null
  rawSha256?: string | null
  contentSha256?: string | null
}

export async function insertHeader(header: Header, ctx: Context): Promise<void> {
  const { rawSha256 = null, contentSha256 = null, claimedInteractionId = null } = header
  await sql`
    insert into mail_header (message_id, interaction_id, direction, rfc_message_id, in_reply_to, "references", from_address,
      to_addresses, claimed_interaction_id, raw_sha256, raw_key, content_sha256, at)
    values (${header.messageId}, ${header.interactionId}, ${header.direction}, ${header.rfcMessageId}, ${header.inReplyTo},
      ${header.references}::text[], ${header.fromAddress}, ${header.toAddresses}::text[], ${claimedInteractionId},
      ${rawSha256}, ${rawSha256 && `${rawSha256.slice(0, 2)}/${rawSha256}.eml`}, ${contentSha256}, ${ctx.now})`.execute(
    ctx.tx,
  )
}

const columns = sql`
  h.message_id as "messageId", h.interaction_id as "interactionId", h.direction, h.rfc_message_id as "rfcMessageId",
  h.in_reply_to as "inReplyTo", h."references", h.from_address as "fromAddress", h.to_addresses as "toAddresses"`

/** The mail of one contact; null when it is none. */
export async function headerOf(interactionId: InteractionId, ctx: Context): Promise<Header | null> {
  const { rows } =
    await sql<Header>`select ${columns} from mail_header h where h.interaction_id = ${interactionId} limit 1`.execute(
      ctx.tx,
    )
  return rows[0] ?? null
}

export async function headerOfMessage(messageId: MessageId, ctx: Context): Promise<Header | null> {
  const { rows } = await sql<Header>`select ${columns} from mail_header h where h.message_id = ${messageId}`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

export async function newestOfThread(threadId: InteractionId, ctx: Context): Promise<Header | null> {
  const { rows } = await sql<Header>`
    select ${columns} from mail_header h join interaction i on i.id = h.interaction_id
    where (i.thread_id = ${threadId} or i.id = ${threadId}) and h.rfc_message_id is not null
    order by h.at desc, h.message_id desc limit 1`.execute(ctx.tx)
  return rows[0] ?? null
}

/** Only one transaction at a time looks whether this mail is known: two deliveries of one mail may come at once. */
export async function lockMail(name: string, ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mail ${name}`}, 0))`.execute(ctx.tx)
}

/** The contact of a mail already kept: the same bytes, or the same Message-ID and content. */
export async function findKnown(
  mail: { messageId: string | null; rawSha256: string; contentSha256: string },
  ctx: Context,
): Promise<InteractionId | null> {
  const { rows } = await sql<{ id: InteractionId }>`
    select interaction_id as id from mail_header
    where raw_sha256 = ${mail.rawSha256}
      or (direction = 'in' and rfc_message_id = ${mail.messageId} and content_sha256 = ${mail.contentSha256})
    limit 1`.execute(ctx.tx)
  return rows[0]?.id ?? null
}

/** A mail of our own by its Message-ID. */
export async function findSent(rfcMessageId: string, ctx: Context): Promise<Header | null> {
  const { rows } = await sql<Header>`
    select ${columns} from mail_header h where h.rfc_message_id = ${rfcMessageId} and h.direction = 'out'`.execute(
    ctx.tx,
  )
  return rows[0] ?? null
}

/** The threads that hold these mails, in the order of the ids given. */
export async function findClaims(rfcMessageIds: readonly string[], ctx: Context): Promise<Claim[]> {
  if (rfcMessageIds.length === 0) return []
  const { rows } = await sql<Claim>`
    select root.id as "rootId", root.consumer_id as "consumerId",
      (select coalesce(array_agg(distinct lower(t.address)), '{}') from interaction t
        where (t.id = root.id or t.thread_id = root.id) and t.address is not null) as addresses
    from unnest(${rfcMessageIds}::text[]) with ordinality as named (id, place)
    join mail_header h on h.rfc_message_id = named.id
    join interaction i on i.id = h.interaction_id
    join interaction root on root.id = coalesce(i.thread_id, i.id)
    group by root.id, root.consumer_id order by min(named.place), root.id`.execute(ctx.tx)
  return rows
}
