import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStore } from '../domain/attachment/index.ts'
import { openSigningKey } from '../domain/session/index.ts'
import { type Db, openDatabase } from './database.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { type RoomedFact, readFacts, START, tailFacts } from './factReader.ts'
import { freePort } from './freePort.ts'
import { migrate } from './migrate.ts'
import { makeFixture } from './testing/fixture.ts'
import { serveWorld, type WorldServer } from './testing/serveWorld.ts'
import { until } from './testing/world.ts'

const OUTAGE_MS = 10_000
let folder: string
let port: number
let database: Embedded
let db: Db
let server: WorldServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'okno-gone-'))
  port = await freePort()
  database = await startEmbedded({ folder, port })
  await migrate(database.url)
  db = openDatabase(database.url)
  openStore(join(folder, 'files'))
  openSigningKey('a key of tests')
  server = await serveWorld(db)
})
afterAll(async () => {
  await server.close()
  await db.destroy()
  await database.stop()
  await rm(database.clusterFolder, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
})

test('the database is gone for ten seconds: calls fail clearly, work resumes by itself, no fact is missed', async () => {
  const { staff, consumer } = await makeFixture(db)
  const heard: RoomedFact[] = []
  const reader = tailFacts({
    db,
    from: START,
    onFacts: async (facts) => void heard.push(...facts),
    onError: () => undefined,
  })
  const note = (n: number) => server.call('addNote', { consumerId: consumer, text: `№${n}` }, staff.agent)
  expect((await note(0)).status).toBe(200)
  await database.stop()
  const wentAt = Date.now()
  const statuses: number[] = []
  while (Date.now() - wentAt < OUTAGE_MS) {
    const answer = await note(1)
    statuses.push(answer.status)
    expect(answer).toMatchObject({ status: 503, body: { refusal: 'databaseUnavailable' } })
    await new Promise((done) => setTimeout(done, 500))
  }
  expect(statuses.length).toBeGreaterThan(3)
  database = await startEmbedded({ folder, port })
  await until('the first answer', async () => (await note(2)).status === 200)
  expect((await note(3)).status).toBe(200)
  const { facts } = await readFacts(db, START, { limit: 10_000 })
  await until('every fact', () => heard.length === facts.length)
  expect(heard.map((fact) => fact.cursor)).toEqual(facts.map((fact) => fact.cursor))
  await reader.stop()
}, 60_000)

test('a killed server leaves its PostgreSQL running; the next start finds it and keeps every row', async () => {
  const before = await db.selectFrom('fact').select('seq').execute()
  // what a server that died without a word leaves behind: a running postmaster that is nobody's child
  const found = await startEmbedded({ folder })
  expect(found.url).toBe(database.url)
  const second = openDatabase(found.url, 1)
  expect(await second.selectFrom('fact').select('seq').execute()).toHaveLength(before.length)
  await second.destroy()
})
