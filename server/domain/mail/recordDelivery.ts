import { sql } from 'kysely'
import type { MessageId } from '#shared/contract/ids'
import type { Delivery } from '#shared/contract/mail'
import type { Context } from '../../db/context.ts'
import { changeInteraction, lockInteraction } from '../interaction/index.ts'
import { findSent, headerOfMessage } from './sql.ts'

export type DeliveryNews = { messageId: MessageId; delivery: Delivery; error?: string | null }

/** What has become of a mail of ours, on its timeline entry. */
export async function recordDelivery({ messageId, delivery, error = null }: DeliveryNews, ctx: Context): Promise<void> {
  const header = await headerOfMessage(messageId, ctx)
  if (!header) return
  await lockInteraction(header, ctx)
  if (delivery === 'delivered')
    await sql`update message set delivered_at = ${ctx.now} where id = ${messageId}`.execute(ctx.tx)
  const detail = { delivery, deliveryError: error?.slice(0, 300) ?? null }
  await changeInteraction({ interactionId: header.interactionId, detail }, ctx)
}

/** Another server has taken our mail and then sent it back. */
export async function markUndelivered(rfcMessageId: string, report: string, ctx: Context): Promise<void> {
  const header = await findSent(rfcMessageId, ctx)
  if (!header) return
  await sql`update message set delivered_at = null where id = ${header.messageId}`.execute(ctx.tx)
  await recordDelivery(
    { messageId: header.messageId, delivery: 'bounced', error: report.replace(/\s+/g, ' ').trim() },
    ctx,
  )
}
