import { z } from 'zod'
import { InteractionId } from '#shared/contract/ids'
import { MailDetail } from '#shared/contract/mail'
import { readingIn, valuesIn } from '#shared/rules/readingText'
import type { Context } from '../../db/context.ts'
import { companyOffset, today } from '../../domain/calendar/index.ts'
import { changeInteraction, loadInteraction } from '../../domain/interaction/index.ts'
import { sendConsumerMail } from '../../domain/mail/index.ts'
import { findMeters, outcomeText, readingsOfContact, receiveReading } from '../../domain/reading/index.ts'

/** What is needed of `messageAdded`; older versions of the fact stay readable. */
export const AddedFact = z.object({
  interaction: z.object({ id: InteractionId, channel: z.string(), direction: z.string() }),
  message: z.object({ author: z.string(), text: z.string() }),
})
type Added = z.infer<typeof AddedFact>

/**
 * Takes the reading out of a mail and answers it, where nothing about it is in doubt: a person known by their address wrote of
 * one meter of theirs, and gave a value for each of its registers. Every other mail waits for a person as before.
 */
export async function takeReadingFromMail({ interaction, message }: Added, ctx: Context): Promise<void> {
  if (interaction.channel !== 'mail' || interaction.direction !== 'in' || message.author !== 'consumer') return
  const contact = await loadInteraction({ interactionId: interaction.id }, ctx)
  if (contact.state !== 'waiting' || !contact.consumerId || !contact.address) return
  const written = readingIn(contact.subject, withoutQuotes(message.text, contact.detail))
  if (!written) return
  const [meter, another] = await findMeters(written, ctx)
  if (!meter || another || meter.consumerId !== contact.consumerId) return
  const values = valuesIn(written.values, meter.zones)
  // a fact may be told twice
  if (!values || (await readingsOfContact(contact.id, ctx)) > 0) return
  const given = { meterId: meter.id, values, takenOn: await today(ctx), channel: 'mail' as const }
  const reading = await receiveReading({ ...given, interactionId: contact.id }, ctx)
  await sendConsumerMail(
    {
      consumerId: contact.consumerId,
      to: contact.address,
      subject: `Показания счётчика ${meter.number}`,
      text: outcomeText(reading, await companyOffset(ctx)),
      threadId: contact.id,
    },
    ctx,
  )
  await changeInteraction({ interactionId: contact.id, state: 'ended', endedAt: ctx.now }, ctx)
}

/** What the person wrote this time: figures of an earlier letter are quoted below it. */
function withoutQuotes(text: string, detail: Record<string, unknown>): string {
  const { data } = MailDetail.pick({ folds: true }).safeParse(detail)
  return [...(data?.folds ?? [])].reverse().reduce((rest, [from, to]) => rest.slice(0, from) + rest.slice(to), text)
}
