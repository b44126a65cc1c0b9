import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { openStore } from '../../domain/attachment/index.ts'
import { openSigningKey } from '../../domain/session/index.ts'
import { type Context, inTransaction, type StaffActor } from '../context.ts'
import { openDatabase } from '../database.ts'
import { type RoomedFact, readFacts, START } from '../factReader.ts'
import { makeFixture } from './fixture.ts'
import { serveWorld, type WorldServer } from './serveWorld.ts'

export { PASSWORD, type Person } from './fixture.ts'
export type World = Awaited<ReturnType<typeof makeWorld>>

/** A freshly cloned, migrated database with a tiny company in it; `close()` drops it. */
export async function makeWorld() {
  const templateUrl = inject('templateUrl')
  const name = `world_${randomUUID().replaceAll('-', '')}`
  await admin(templateUrl, `create database ${name} template okno`)
  const url = templateUrl.replace(/\/okno$/, `/${name}`)
  const db = openDatabase(url)
  const files = await mkdtemp(join(tmpdir(), 'okno-files-'))
  openStore(files)
  openSigningKey('a key of tests')
  const fixture = await makeFixture(db)
  const servers: WorldServer[] = []
  return {
    ...fixture,
    db,
    url,
    files,
    /** Runs a verb as this person, in a transaction of its own. */
    asStaff: <T>(staff: StaffActor, run: (ctx: Context) => Promise<T>, now = new Date()) =>
      inTransaction(db, staff, run, now),
    asSystem: <T>(run: (ctx: Context) => Promise<T>, now = new Date()) =>
      inTransaction(db, { kind: 'system', name: 'test' }, run, now),
    /** The facts so far, oldest first; only those of one name when it is given. */
    facts: async (only?: string): Promise<RoomedFact[]> => {
      const { facts } = await readFacts(db, START, { limit: 10_000 })
      return only ? facts.filter((fact) => fact.name === only) : facts
    },
    /** A real HTTP server with the live sockets on a random port. */
    serve: async () => {
      const server = await serveWorld(db)
      servers.push(server)
      return server
    },
    close: async () => {
      for (const server of servers) await server.close()
      await db.destroy()
      await admin(templateUrl, `drop database if exists ${name} with (force)`)
      await rm(files, { recursive: true, force: true })
    },
  }
}

async function admin(templateUrl: string, statement: string) {
  const client = new pg.Client({ connectionString: templateUrl.replace(/\/okno$/, '/postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Resolves when the condition holds; fails, with what it was waiting for, after `ms`. */
export async function until<T>(
  what: string,
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 10_000,
): Promise<T> {
  const deadline = Date.now() + ms
  for (;;) {
    const value = await condition()
    if (value) return value
    if (Date.now() > deadline) throw new Error(`not in time: ${what}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}
