import type { ReadingId } from '#shared/contract/ids'
import type { Interaction } from '#shared/contract/interaction'
import type { Reading } from '#shared/contract/reading'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { companyOffset } from '../../domain/calendar/index.ts'
import { tellVisitor } from '../../domain/chat/index.ts'
import { addMessage, loadInteraction } from '../../domain/interaction/index.ts'
import { sendConsumerMail } from '../../domain/mail/index.ts'
import { isHeard, outcomeText, selectReading } from '../../domain/reading/index.ts'
import { createTask } from '../../domain/task/index.ts'

/**
 * Tells the consumer by the channel the reading came by. What was decided in the moment it came was told by whoever took it; a
 * line of a file has its report.
 */
export async function tellOutcome({ readingId }: { readingId: ReadingId }, ctx: Context): Promise<void> {
  const reading = await selectReading(ctx, readingId)
  if (isHeard(reading, ctx) || reading.channel === 'import') return
  const system: Context = { ...ctx, actor: { kind: 'system', name: 'reading' } }
  const text = outcomeText(reading, await companyOffset(ctx))
  const { interactionId } = reading
  const contact = interactionId && (await loadInteraction({ interactionId }, system))
  if (contact) await tellBy({ reading, contact, text }, system)
  else await tellByPerson({ reading, contact: null, text }, system)
}

type Told = { reading: Reading; contact: Interaction | null; text: string }

async function tellBy(told: Told & { contact: Interaction }, ctx: Context): Promise<void> {
  const { reading, contact, text } = told
  switch (contact.channel) {
    case 'chat': {
      const offset = await companyOffset(ctx)
      return tellVisitor(
        { interactionId: contact.id, textOf: (language) => outcomeText(reading, offset, language) },
        ctx,
      )
    }
    case 'mail':
      await sendConsumerMail(
        {
          consumerId: contact.consumerId,
          to: contact.address ?? '',
          subject: `Показания счётчика ${reading.meterNumber}`,
          text,
          threadId: contact.id,
          kind: 'answer',
        },
        ctx,
      )
      return
    case 'portal':
      await addMessage({ interactionId: contact.id, author: 'system', authorName: 'Окно', text }, ctx)
      return announce(ctx, 'portalStatusMoved', { interactionId: contact.id })
    default:
      return tellByPerson(told, ctx)
  }
}

async function tellByPerson({ reading, contact, text }: Told, ctx: Context): Promise<void> {
  await createTask(
    {
      kind: 'contact',
      title: `Показания счётчика ${reading.meterNumber}`,
      note: text,
      role: contact?.channel === 'phone' ? ['agent', 'clerk'] : ['clerk'],
      branchId: reading.branchId,
      consumerId: reading.consumerId,
      interactionId: contact?.id ?? null,
      address: contact?.address ?? null,
    },
    ctx,
  )
}
