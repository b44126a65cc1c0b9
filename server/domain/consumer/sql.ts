import { type RawBuilder, sql } from 'kysely'
import { Consumer, ConsumerLine } from '#shared/contract/consumer'
import { Missing } from '#shared/contract/contract'
import type { ConsumerId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { tokensOf } from './rules.ts'

const line = sql`
  c.id, c.kind, c.name, c.branch_id as "branchId",
  (select p.phone from consumer_phone p where p.consumer_id = c.id order by p.phone limit 1) as phone,
  (select a.number from account a where a.consumer_id = c.id order by a.number limit 1) as "accountNumber",
  (select m.address from metering_point m join account a on a.id = m.account_id where a.consumer_id = c.id order by m.address limit 1) as address`

export async function selectLines(tx: Context['tx'], tail: RawBuilder<unknown>): Promise<ConsumerLine[]> {
  const { rows } = await sql`select ${line} from consumer c ${tail}`.execute(tx)
  return rows.map((row) => ConsumerLine.parse(row))
}

/** Cards of the consumers that match; one statement however many there are. */
export async function selectCards(tx: Context['tx'], tail: RawBuilder<unknown>): Promise<Consumer[]> {
  const { rows } = await sql<{ createdAt: Date }>`
    select ${line}, b.name as "branchName", c.inn, c.flags, c.created_at as "createdAt",
      array(select p.phone from consumer_phone p where p.consumer_id = c.id order by p.phone) as phones,
      array(select e.email from consumer_email e where e.consumer_id = c.id order by e.email) as emails,
      coalesce((select json_agg(json_build_object('id', a.id, 'number', a.number, 'supplier', a.supplier, 'meteringPoints',
        coalesce((select json_agg(json_build_object('id', m.id, 'address', m.address, 'meterNumber', m.meter_number,
          'feeder', m.feeder, 'tariff', m.tariff) order by m.address) from metering_point m where m.account_id = a.id), '[]'::json))
        order by a.number) from account a where a.consumer_id = c.id), '[]'::json) as accounts
    from consumer c join branch b on b.id = c.branch_id ${tail}`.execute(tx)
  return rows.map((row) => Consumer.parse({ ...row, createdAt: row.createdAt.toISOString() }))
}

export async function selectCard(tx: Context['tx'], id: ConsumerId): Promise<Consumer> {
  const [card] = await selectCards(tx, sql`where c.id = ${id}`)
  if (!card) throw new Missing('noSuchConsumer')
  return card
}

/** Writes the consumer's row of the search table anew, keeping words that others added (case numbers). */
export async function indexConsumer(tx: Context['tx'], id: ConsumerId): Promise<void> {
  const card = await selectCard(tx, id)
  const points = card.accounts.flatMap((account) => account.meteringPoints)
  const tokens = tokensOf({
    name: card.name,
    addresses: points.map((point) => point.address),
    accounts: card.accounts.map((account) => account.number),
    meters: points.map((point) => point.meterNumber),
    phones: card.phones,
    emails: card.emails,
    inn: card.inn,
  })
  await sql`
    insert into consumer_search (consumer_id, branch_id, words, tokens) values (${id}, ${card.branchId}, '', ${tokens})
    on conflict (consumer_id) do update set branch_id = excluded.branch_id,
      tokens = array(select distinct unnest(excluded.tokens || consumer_search.tokens))`.execute(tx)
}
