import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import type { ConsumerId } from '#shared/contract/ids'
import { CONTACTS_OF_COPY, type CopiedConsumer } from '#shared/contract/office'
import { announce } from '../../db/announce.ts'
import { type Context, staffOf } from '../../db/context.ts'
import { selectCards } from '../consumer/index.ts'
import { selectInteractions } from '../interaction/index.ts'

type Input = { after?: ConsumerId | undefined; limit: number }
type Page = { items: CopiedConsumer[]; next: ConsumerId | null }

/** Keyset by id. That the copy was taken is a fact, as every reading of a card is. */
export async function listBranchConsumers({ after, limit }: Input, ctx: Context): Promise<Page> {
  const { branchId } = staffOf(ctx)
  if (branchId === null) throw new Refusal('noBranch')
  const later = after ? sql`and c.id > ${after}` : sql``
  const cards = await selectCards(ctx.tx, sql`where c.branch_id = ${branchId} ${later} order by c.id limit ${limit}`)
  const contacts = await lastContacts(
    cards.map((card) => card.id),
    ctx,
  )
  const items = cards.map((consumer) => ({
    consumer,
    interactions: contacts.filter((contact) => contact.consumerId === consumer.id),
  }))
  await announce(ctx, 'consumersCopied', { branchId, after: after ?? null, count: items.length })
  const last = items.at(-1)
  return { items, next: last && items.length === limit ? last.consumer.id : null }
}

const lastContacts = (consumerIds: ConsumerId[], ctx: Context) =>
  selectInteractions(
    ctx.tx,
    sql`where i.id in (
      select last.id from unnest(${consumerIds}::uuid[]) as wanted (consumer_id) cross join lateral (
        select id from interaction where consumer_id = wanted.consumer_id
        order by started_at desc, id desc limit ${CONTACTS_OF_COPY}) as last)
    order by i.started_at desc, i.id desc`,
  )
