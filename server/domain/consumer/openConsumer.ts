import type { Consumer, Outage } from '#shared/contract/consumer'
import type { ConsumerId } from '#shared/contract/ids'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'
import { findOutages } from '../outage/index.ts'
import { guardConsumer } from './guardConsumer.ts'
import { selectCard } from './sql.ts'

/** The card and what is off at the consumer's addresses now or soon. Reading a card is itself a fact. */
export async function openConsumer(
  input: { consumerId: ConsumerId },
  ctx: Context,
): Promise<{ consumer: Consumer; outages: Outage[] }> {
  await guardConsumer(input, ctx)
  const consumer = await selectCard(ctx.tx, input.consumerId)
  const outages = await findOutages(input, ctx)
  await announce(ctx, 'consumerOpened', { consumerId: consumer.id })
  return { consumer, outages }
}
