import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { ConsumerId, InteractionId, MeterId } from '#shared/contract/ids'
import type { Reading, ReadingChannel, ZoneValues } from '#shared/contract/reading'
import type { Context } from '../../db/context.ts'
import { companyOffset } from '../calendar/index.ts'
import { guardConsumer } from '../consumer/index.ts'
import { addMessage, lockInteraction, startInteraction, tieInteraction } from '../interaction/index.ts'
import { receiveReading } from './receiveReading.ts'
import { outcomeText } from './rules.ts'
import { selectMeters } from './sql.ts'

type Input = {
  consumerId: ConsumerId
  meterId: MeterId
  takenOn: string
  values: ZoneValues
  interactionId?: InteractionId | undefined
}

/** Staff write down what a consumer says. Refusals: meterUnknown, interactionOfAnother, nothingGiven. */
export async function takeReading(input: Input, ctx: Context): Promise<{ reading: Reading; text: string }> {
  await guardConsumer(input, ctx)
  const [meter] = await selectMeters(ctx, sql`where m.id = ${input.meterId}`)
  if (meter?.consumerId !== input.consumerId) throw new Refusal('meterUnknown')
  const channel = input.interactionId ? await channelOf(input.interactionId, input.consumerId, ctx) : 'visit'
  const reading = await receiveReading({ ...input, channel, interactionId: input.interactionId ?? null }, ctx)
  const text = outcomeText(reading, await companyOffset(ctx))
  await stand(reading, text, ctx)
  return { reading, text }
}

/** What the person was told of the reading stands on the timeline. */
async function stand({ consumerId, meterNumber }: Reading, text: string, ctx: Context): Promise<void> {
  const subject = `Показания счётчика ${meterNumber}`
  const { id: interactionId } = await startInteraction(
    { consumerId, channel: 'notice', direction: 'out', state: 'ended', subject },
    ctx,
  )
  await addMessage({ interactionId, author: 'system', authorName: 'Окно', text }, ctx)
}

/** An unknown person's contact becomes the consumer's. */
async function channelOf(interactionId: InteractionId, consumerId: ConsumerId, ctx: Context): Promise<ReadingChannel> {
  const contact = await lockInteraction({ interactionId }, ctx)
  if (contact.consumerId === null) await tieInteraction({ interactionId, consumerId }, ctx)
  else if (contact.consumerId !== consumerId) throw new Refusal('interactionOfAnother')
  return CHANNELS[contact.channel] ?? 'visit'
}
const CHANNELS: Partial<Record<string, ReadingChannel>> = {
  phone: 'phone',
  chat: 'chat',
  mail: 'mail',
  portal: 'portal',
}
