import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { InteractionId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import { MailDetail } from '#shared/contract/mail'
import type { Context } from '../../db/context.ts'
import { enqueue } from '../../db/outbox.ts'
import { changeInteraction, lockInteraction } from '../interaction/index.ts'
import { headerOf } from './sql.ts'

/** A mail that was given up goes out once more, with the Message-ID it has. Refusals: notAMail, notFailed. */
export async function resendMail(input: { interactionId: InteractionId }, ctx: Context): Promise<Interaction> {
  const interaction = await lockInteraction(input, ctx)
  const header = await headerOf(interaction.id, ctx)
  if (header?.direction !== 'out') throw new Refusal('notAMail')
  const { delivery } = MailDetail.parse(interaction.detail)
  if (delivery !== 'failed' && delivery !== 'bounced') throw new Refusal('notFailed')
  const { rows } = await sql<{ attempt: number }>`
    update mail_header set attempt = attempt + 1 where message_id = ${header.messageId} returning attempt`.execute(
    ctx.tx,
  )
  await enqueue(ctx, 'mail', { messageId: header.messageId }, `${header.rfcMessageId} ${rows[0]?.attempt}`)
  return changeInteraction({ interactionId: interaction.id, detail: { delivery: 'queued', deliveryError: null } }, ctx)
}
