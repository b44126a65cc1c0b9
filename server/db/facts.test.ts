import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newestStates } from '#shared/rules/newestState'
import { addNote, changeInteraction } from '../domain/interaction/index.ts'
import type { Context } from './context.ts'
import { openDatabase } from './database.ts'
import { newestCursor, readFacts, START, startFactReader, tailFacts } from './factReader.ts'
import { enqueue, startOutbox } from './outbox.ts'
import { makeWorld, until, type World } from './testing/world.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())
const write = (text: string) =>
  world.asStaff(world.staff.agent, (ctx) => addNote({ consumerId: world.consumer, text }, ctx))
const fail = (error: unknown) => {
  throw error
}

test('a transaction that began earlier and commits later is not skipped', async () => {
  const from = await newestCursor(world.db)
  const heard: string[] = []
  const reader = tailFacts({
    db: world.db,
    from,
    onFacts: async (facts) => void heard.push(...facts.map((fact) => fact.cursor)),
    onError: fail,
  })
  const slow = new pg.Client({ connectionString: world.url })
  await slow.connect()
  await slow.query('begin')
  await slow.query(
    "insert into fact (name, version, at, actor, rooms, payload) values ('slow', 1, now(), 'test', '{}', '{}')",
  )
  await write('later begun, sooner committed')
  // nothing may be read past the open transaction, or its fact would be lost
  expect((await readFacts(world.db, from, { limit: 100 })).facts).toEqual([])
  await slow.query('commit')
  await slow.end()
  await until('both', () => heard.length === 3)
  await reader.stop()
  const { facts } = await readFacts(world.db, from, { limit: 100 })
  expect(heard).toEqual(facts.map((fact) => fact.cursor))
  expect(facts.map((fact) => fact.name)).toEqual(['slow', 'interactionStarted', 'messageAdded'])
})

test('a durable reader sees every fact once, though its handler fails now and then', async () => {
  await sql`create table seen (cursor text primary key)`.execute(world.db)
  let isFirst = true
  const errors: unknown[] = []
  const start = () =>
    startFactReader(world.db, {
      name: 'counting',
      only: ['interactionStarted', 'messageAdded'],
      onError: (error) => errors.push(error),
      handle: async (fact, ctx) => {
        await sql`insert into seen values (${fact.cursor})`.execute(ctx.tx)
        if (isFirst && fact.name === 'messageAdded') {
          isFirst = false
          throw new Error('a fault in mid-batch')
        }
      },
    })
  const reader = start()
  await Promise.all(Array.from({ length: 20 }, (_, n) => write(`№${n}`)))
  const count = async () => (await sql<{ n: number }>`select count(*)::int as n from seen`.execute(world.db)).rows[0]?.n
  const names = ['interactionStarted', 'messageAdded']
  // counted, not read: what another database's transaction still holds back is expected too
  const stored = await sql<{ n: number }>`select count(*)::int as n from fact where name = any(${names})`.execute(
    world.db,
  )
  const expected = stored.rows[0]?.n ?? 0
  await until('all seen', async () => (await count()) === expected)
  await reader.stop()
  expect(errors).toHaveLength(1)
  await write('while nobody reads')
  const again = start()
  await until('the rest', async () => (await count()) === expected + 2)
  await again.stop()
})

test('what the transaction decided goes out once it commits; a failure is tried again under the same key', async () => {
  const sent: string[] = []
  let failures = 1
  const send = async (payload: Record<string, unknown>, key: string) => {
    if (failures-- > 0) throw new Error('the other side is down')
    sent.push(`${key} ${payload.text}`)
  }
  const outbox = startOutbox(world.db, { post: { send } }, fail)
  await world.asSystem(async (ctx) => {
    await enqueue(ctx, 'post', { text: 'once' }, 'letter-1')
    await enqueue(ctx, 'post', { text: 'twice' }, 'letter-1')
  })
  await world
    .asSystem(async (ctx) => {
      await enqueue(ctx, 'post', { text: 'never' }, 'letter-2')
      throw new Error('rolled back')
    })
    .catch(() => undefined)
  await until('the second attempt', () => sent.length > 0)
  await outbox.stop()
  expect(sent).toEqual(['letter-1 once'])
})

test('a fact is told though the transaction that held it back ends, without facts, at the very moment of reading', async () => {
  let heard = 0
  const reader = tailFacts({
    db: world.db,
    from: await newestCursor(world.db),
    onFacts: async (facts) => {
      heard += facts.length
    },
    onError: fail,
  })
  const outer = new pg.Client({ connectionString: world.url })
  await outer.connect()
  for (let round = 1; round <= 150; round += 1) {
    await outer.query('begin')
    await outer.query('select pg_current_xact_id()')
    await write(`№${round}`)
    await outer.query('commit')
    await until(`both facts of round ${round}`, () => heard === round * 2, 3_000)
  }
  await outer.end()
  await reader.stop()
})

test('a fact that is written before the ear that wakes the readers is there is handled, though nothing follows it', async () => {
  const slow = await slowLine(world.url)
  const db = openDatabase(world.url, 4)
  const handled: string[] = []
  const reader = startFactReader(Object.assign(db, { url: slow.url }), {
    name: 'beginning',
    only: ['messageAdded'],
    onError: fail,
    handle: async ({ payload }) => void handled.push(JSON.stringify(payload)),
  })
  const looked = () => sql`select 1 from fact_reader where name = 'beginning'`.execute(world.db)
  await until('it has looked once', async () => (await looked()).rows.length > 0)
  await write('between the look and the ear')
  slow.open()
  await until('it is handled', () => handled.some((payload) => payload.includes('between the look and the ear')))
  await reader.stop()
  await db.destroy()
  await slow.close()
})

test('transactions are told in the order of their numbers, not of their digits', async () => {
  await write('the newest of all')
  const newest = await newestCursor(world.db)
  for (const xid of ['99', '100', '9'])
    await sql`
      insert into fact (xid, name, version, at, actor, rooms, payload)
      values (${xid}::xid8, 'old', 1, now(), 'test', '{}', '{}')`.execute(world.db)
  const { facts } = await readFacts(world.db, START, { limit: 3 })
  expect(facts.map(({ cursor }) => cursor.split('-')[0])).toEqual(['9', '99', '100'])
  expect(await newestCursor(world.db)).toBe(newest)
})

test('of two changes of one contact the later stays, though its transaction began first', async () => {
  const { id } = await write('two at once')
  const from = await newestCursor(world.db)
  const change = (subject: string) => (ctx: Context) => changeInteraction({ interactionId: id, subject }, ctx)
  await world.asStaff(world.staff.agent, async (ctx) => {
    await sql`select pg_current_xact_id()`.execute(ctx.tx)
    await world.asStaff(world.staff.agent2, change('earlier'))
    await change('later')(ctx)
  })
  const { facts } = await readFacts(world.db, from, { limit: 10 })
  const subjects = (told: unknown[]) => told.map((payload) => JSON.stringify(payload).match(/"subject":"(\w+)"/)?.[1])
  expect(subjects(facts.map((fact) => fact.payload))).toEqual(['later', 'earlier'])
  expect(subjects(facts.map(newestStates()))).toEqual(['later', 'later'])
})

/** A line to the database on which nothing comes through before it is opened. */
async function slowLine(to: string) {
  const target = new URL(to)
  const sockets: Socket[] = []
  let open = () => {}
  const isOpen = new Promise<void>((done) => {
    open = done
  })
  const server = createServer(async (near) => {
    sockets.push(near)
    await isOpen
    const far = connect(Number(target.port), target.hostname)
    sockets.push(far)
    near.on('error', () => far.destroy()).pipe(far)
    far.on('error', () => near.destroy()).pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  const url = new URL(to)
  url.port = String(address.port)
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return { url: url.href, open, close }
}
