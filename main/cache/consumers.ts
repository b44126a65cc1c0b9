import { Consumer, ConsumerLine } from '#shared/contract/consumer'
import type { ConsumerId } from '#shared/contract/ids'
import { digitsOf, fold, matchOf, tails } from './fold.ts'
import type { CacheDb } from './open.ts'
import { statement } from './statement.ts'

const FOUND_AT_MOST = 20

type Card = { card: string }

export function keepConsumer(db: CacheDb, consumer: Consumer): void {
  const row = statement<[string, string], { number: number }>(
    db,
    'insert into consumer (id, card) values (?, ?) on conflict (id) do update set card = excluded.card returning number',
  ).get(consumer.id, JSON.stringify(consumer))
  if (!row) throw new Error('the row just written is not there')
  const { number } = row
  statement(db, 'delete from consumer_words where rowid = ?').run(number)
  statement(db, 'insert into consumer_words (rowid, name, address, numbers) values (?, ?, ?, ?)').run(
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

/** Those whose name begins so come first. Nothing is ranked beyond that: the first twenty are had without looking at the rest. */
export function searchConsumers(db: CacheDb, typed: string): ConsumerLine[] {
  const match = matchOf(typed)
  if (match === null) return []
  const byName = cardsMatching(db, `name : (${match})`)
  const rest = byName.length < FOUND_AT_MOST ? cardsMatching(db, match) : []
  const cards = new Set([...byName, ...rest])
  return [...cards].slice(0, FOUND_AT_MOST).map((card) => ConsumerLine.parse(JSON.parse(card)))
}

function cardsMatching(db: CacheDb, match: string): string[] {
  const rows = statement<[string, number], Card>(
    db,
    `select card from consumer_words join consumer on consumer.number = consumer_words.rowid
     where consumer_words match ? order by consumer_words.rowid limit ?`,
  ).all(match, FOUND_AT_MOST)
  return rows.map((row) => row.card)
}

export function findConsumer(db: CacheDb, id: ConsumerId): Consumer | null {
  const row = statement<[string], Card>(db, 'select card from consumer where id = ?').get(id)
  return row ? Consumer.parse(JSON.parse(row.card)) : null
}

export function holdsConsumer(db: CacheDb, id: ConsumerId): boolean {
  return statement(db, 'select 1 from consumer where id = ?').get(id) !== undefined
}

export function countConsumers(db: CacheDb): number {
  return statement<[], { n: number }>(db, 'select count(*) as n from consumer').get()?.n ?? 0
}
