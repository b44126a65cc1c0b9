import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CommandId } from '#shared/contract/contract'
import { contact, person } from '../testing/people.ts'
import { countConsumers, findConsumer, keepConsumer, searchConsumers } from './consumers.ts'
import { CONTACTS_KEPT, keepInteraction, lastInteractions } from './interactions.ts'
import { emptyCache, readMeta, writeMeta } from './meta.ts'
import { type CacheDb, openCache } from './open.ts'
import { addToQueue, findQueued, listQueue } from './queue.ts'

let folder: string
let file: string
let db: CacheDb
const key = randomBytes(32)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'okno-cache-'))
  file = join(folder, 'cache.db')
  db = openCache(file, key)
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

const names = (typed: string) => searchConsumers(db, typed).map((line) => line.name)

test('a consumer is found by any part of the name, address, account or phone', () => {
  keepConsumer(db, person())
  keepConsumer(
    db,
    person({ name: 'Королёв Пётр Ильич', phones: ['+79270000001'], accounts: [], address: 'д. Ёлкино, 3' }),
  )
  for (const typed of [
    'шарафут',
    'гульнара шараф',
    'БАУМАНА 12',
    '10045',
    '+7 917 123-45-67',
    '8 (917) 123-45-67',
    '4567',
    '123-45-67',
  ])
    expect(names(typed), typed).toEqual(['Шарафутдинова Гульнара Ильдаровна'])
  for (const typed of ['королев петр', 'КОРОЛЁВ', 'елкино']) expect(names(typed), typed).toEqual(['Королёв Пётр Ильич'])
})

test('what would be an operator for the search engine is only text', () => {
  keepConsumer(db, person())
  for (const typed of ['"', 'шараф" OR "', '* NEAR(', "';drop table consumer;--", '   '])
    expect(() => names(typed)).not.toThrow()
  expect(names('шараф*')).toHaveLength(1)
})

test('a changed card is found by its new words only', () => {
  const before = person()
  keepConsumer(db, before)
  keepConsumer(db, { ...before, name: 'Иванова Гульнара' })
  expect(names('шараф')).toEqual([])
  expect(names('иванова')).toEqual(['Иванова Гульнара'])
  expect(countConsumers(db)).toBe(1)
})

test('the newest contacts of a consumer are kept, newest first, and the rest are not', () => {
  const consumer = person()
  keepConsumer(db, consumer)
  const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString()
  for (let n = 0; n < CONTACTS_KEPT + 10; n++) keepInteraction(db, contact(consumer, { startedAt: day(n) }))
  const kept = lastInteractions(db, consumer.id)
  expect(kept).toHaveLength(CONTACTS_KEPT)
  expect(kept[0]?.startedAt).toBe(day(CONTACTS_KEPT + 9))
})

test('a contact moved to a consumer of another branch leaves the cache', () => {
  const consumer = person()
  keepConsumer(db, consumer)
  const line = contact(consumer)
  keepInteraction(db, line)
  keepInteraction(db, { ...line, consumerId: person().id })
  expect(lastInteractions(db, consumer.id)).toEqual([])
})

test('the files hold no plain text, neither of the cards nor of the words they are found by', () => {
  keepConsumer(db, person())
  addToQueue(db, {
    commandId: CommandId.parse(randomUUID()),
    endpoint: 'addNote',
    input: { text: 'Тайна' },
    queuedAt: new Date().toISOString(),
  })
  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
  expect(bytes.length).toBeGreaterThan(1)
  for (const secret of [
    'Шарафутдинова',
    'шарафутдинова',
    '1004521',
    '9171234567',
    'Тайна',
    'SQLite format',
    'consumer',
  ])
    for (const content of bytes) expect(content.includes(Buffer.from(secret)), secret).toBe(false)
})

test('without the key, or with another, the file cannot be opened', () => {
  keepConsumer(db, person())
  db.close()
  expect(() => openCache(file, randomBytes(32))).toThrow(/not a database/)
  db = openCache(file, key)
  expect(countConsumers(db)).toBe(1)
})

test('emptying the cache leaves the commands that wait', () => {
  const consumer = person()
  keepConsumer(db, consumer)
  writeMeta(db, 'cursor', '1-1')
  addToQueue(db, {
    commandId: CommandId.parse(randomUUID()),
    endpoint: 'addNote',
    input: {},
    queuedAt: new Date().toISOString(),
  })
  emptyCache(db)
  expect([findConsumer(db, consumer.id), names('шараф'), readMeta(db, 'cursor')]).toEqual([null, [], null])
  expect(listQueue(db)).toHaveLength(1)
  keepConsumer(db, consumer)
  expect(names('шараф')).toHaveLength(1)
})

test('killed in the middle of writing, it holds whole batches and every acknowledged command', async () => {
  db.close()
  const child = spawn(process.execPath, [
    join(import.meta.dirname, '../testing/writeUntilKilled.ts'),
    file,
    key.toString('hex'),
  ])
  let told = ''
  const enough = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString()
      if (told.length > 2000) resolve()
    })
  })
  const ended = new Promise((resolve) => child.on('close', resolve))
  await enough
  child.kill('SIGKILL')
  await ended
  db = openCache(file, key)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(`${countConsumers(db)}-0`).toBe(readMeta(db, 'cursor'))
  const acknowledged = told.split('\n').slice(0, -1)
  expect(acknowledged.length).toBeGreaterThan(20)
  for (const id of acknowledged) expect(findQueued(db, CommandId.parse(id))).not.toBeNull()
}, 30_000)
