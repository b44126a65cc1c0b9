import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../server/db/database.ts'
import { openDatabase } from '../server/db/database.ts'
import { startEmbedded } from '../server/db/embedded.ts'
import { migrate } from '../server/db/migrate.ts'
import { round } from './kit/figures.ts'

const METERS = 100_000
/** One line in a hundred each: below the one before, far above the usual, of a meter nobody knows. */
const ODD = 100

/** A file of 100,000 readings from the command line into a durable database of its own, each meter with a year of readings. */
export async function bench(isShort: boolean): Promise<Record<string, unknown>> {
  const meters = isShort ? METERS / 10 : METERS
  const folder = await mkdtemp(join(tmpdir(), 'okno-bench-readings-'))
  const database = await startEmbedded({ folder })
  const db = openDatabase(database.url)
  try {
    await migrate(database.url)
    await addMeters(db, meters)
    const file = join(folder, 'readings.csv')
    await writeFile(file, meters)
    const first = await run(database.url, file)
    const again = await run(database.url, file)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from reading_handover`.execute(db)
    const { seconds, sums } = first
    return {
      readings: meters,
      seconds,
      perSecond: Math.round(meters / seconds),
      ...sums,
      handedOver: rows[0]?.n,
      againSeconds: again.seconds,
    }
  } finally {
    await db.destroy()
    await database.stop()
    await rm(database.clusterFolder, { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  }
}

/** An id of the shape of a UUID v4 out of a text. */
const idFrom = (text: RawBuilder<unknown>) =>
  sql`overlay(overlay(md5(${text}) placing '4' from 13) placing '8' from 17)::uuid`

async function addMeters(db: Db, meters: number): Promise<void> {
  const statements = [
    sql`insert into branch (id, code, name) values (${idFrom(sql`'branch'`)}, 'K', 'Казанские сети')`,
    sql`insert into consumer (id, branch_id, kind, name, created_at)
      select ${idFrom(sql`'c' || n`)}, ${idFrom(sql`'branch'`)}, 'person', 'Потребитель ' || n, now() from generate_series(1, ${meters}::int) n`,
    sql`insert into account (id, consumer_id, number, supplier)
      select ${idFrom(sql`'a' || n`)}, ${idFrom(sql`'c' || n`)}, (1000000 + n)::text, 'Энергосбыт' from generate_series(1, ${meters}::int) n`,
    sql`insert into metering_point (id, account_id, address, meter_number, feeder, tariff, permitted_kw)
      select ${idFrom(sql`'p' || n`)}, ${idFrom(sql`'a' || n`)}, 'Казань, ' || n, (70000000 + n)::text, 'K-01', 'одноставочный', 15
      from generate_series(1, ${meters}::int) n`,
    sql`insert into meter (id, metering_point_id, number, digits, installed_on)
      select ${idFrom(sql`'m' || n`)}, ${idFrom(sql`'p' || n`)}, (70000000 + n)::text, 6, '2015-01-01' from generate_series(1, ${meters}::int) n`,
    sql`insert into reading (id, meter_id, taken_on, values, channel, state, findings, consumption_kwh, attempt, received_at)
      select ${idFrom(sql`'r' || n || '.' || k`)}, ${idFrom(sql`'m' || n`)}, (current_date - 30 * k)::date, jsonb_build_object('total', 20000 - 200 * k),
        'portal', 'accepted', '{}', case when k < 12 then 200 end, 1, now() - make_interval(days => 30 * k)
      from generate_series(1, ${meters}::int) n, generate_series(1, 12) k`,
    sql`analyze`,
  ]
  for (const statement of statements) await statement.execute(db)
}

async function writeFile(file: string, meters: number): Promise<void> {
  const out = createWriteStream(file)
  const day = new Date().toISOString().slice(0, 10)
  out.write('account;meter;date;total\n')
  for (let n = 1; n <= meters; n++) {
    const odd = n % ODD
    const value = odd === 1 ? 15_000 : odd === 2 ? 60_000 : 20_000 + (n % 150)
    const meter = odd === 3 ? 1 : 70_000_000 + n
    out.write(`${1_000_000 + n};${meter};${day};${value}\n`)
  }
  await new Promise((done) => out.end(done))
}

type Run = { seconds: number; sums: Record<string, unknown> }

/** As an operator runs it: a process of its own, its start included. */
async function run(databaseUrl: string, file: string): Promise<Run> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['server/setup/readings.ts', file], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += String(chunk)
  })
  const code = await new Promise((done) => child.on('exit', done))
  if (code !== 0) throw new Error(`the import ended with ${code}`)
  return {
    seconds: round((performance.now() - begun) / 1_000),
    sums: JSON.parse(text.trim().split('\n').at(-1) ?? '{}'),
  }
}
