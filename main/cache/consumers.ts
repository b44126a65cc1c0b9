import { Consumer, ConsumerLine } from '#shared/contract/consumer'
import type { ConsumerId } from '#shared/contract/ids'
import { digitsOf, fold, matchOf, tails } from './fold.ts'
import type { CacheDb } from './open.ts'

const FOUND_AT_MOST = 20

type Card = { card: string }

export function keepConsumer(db: CacheDb, consumer: Consumer): void {
  const { number } = db
    .prepare<[string, string], { number: number }>(
      'insert into consumer (id, card) values (?, ?) on conflict (id) do update set card = excluded.card returning number',
    )
    .get(consumer.id, JSON.stringify(consumer)) ?? { number: 0 }
  db.prepare('delete from consumer_words where rowid = ?').run(number)
  db.prepare('insert into consumer_words (rowid, name, address, numbers) values (?, ?, ?, ?)').run(
    number,
    fold(consumer.name),
    fold(addressesOf(consumer).join(' ')),
    numbersOf(consumer).join(' '),
  )
}

const addressesOf = (consumer: Consumer): string[] => {
  const points = consumer.accounts.flatMap((account) => account.meteringPoints)
  return [...new Set([consumer.address ?? '', ...points.map((point) => point.address)])]
}

function numbersOf(consumer: Consumer): string[] {
  const meters = consumer.accounts.flatMap((account) => account.meteringPoints.map((point) => fold(point.meterNumber)))
  const accounts = consumer.accounts.map((account) => fold(account.number))
  const phones = consumer.phones.flatMap((phone) => tails(digitsOf(phone)))
  return [...accounts, ...meters, ...phones, consumer.inn ?? '', ...consumer.emails.map(fold)]
}

export function searchConsumers(db: CacheDb, typed: string): ConsumerLine[] {
  const match = matchOf(typed)
  if (match === null) return []
  const rows = db
    .prepare<[string, number], Card>(
      `select card from consumer_words join consumer on consumer.number = consumer_words.rowid
       where consumer_words match ? order by bm25(consumer_words, 10, 4, 6), consumer_words.rowid limit ?`,
    )
    .all(match, FOUND_AT_MOST)
  return rows.map((row) => ConsumerLine.parse(JSON.parse(row.card)))
}

export function findConsumer(db: CacheDb, id: ConsumerId): Consumer | null {
  const row = db.prepare<[string], Card>('select card from consumer where id = ?').get(id)
  return row ? Consumer.parse(JSON.parse(row.card)) : null
}

export function holdsConsumer(db: CacheDb, id: ConsumerId): boolean {
  return db.prepare('select 1 from consumer where id = ?').get(id) !== undefined
}

export function countConsumers(db: CacheDb): number {
  return db.prepare<[], { n: number }>('select count(*) as n from consumer').get()?.n ?? 0
}
