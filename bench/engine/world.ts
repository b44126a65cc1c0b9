import * as require_fs from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inTransaction } from '../../server/db/context.ts'
import { openDatabase } from '../../server/db/database.ts'
import { startEmbedded } from '../../server/db/embedded.ts'
import { makeFactPartitions } from '../../server/db/factPartitions.ts'
import { migrate } from '../../server/db/migrate.ts'
import { type Group, makeEngine } from '../../server/engine/index.ts'
import { sixXml, works } from './six.ts'

export type EngineWorld = Awaited<ReturnType<typeof makeEngineWorld>>
const actor = { kind: 'system', name: 'bench' } as const

/** The engine on the embedded PostgreSQL of `npm start`, which waits for the disk, with six.bpmn deployed and its timers running. */
export async function makeEngineWorld() {
  const folder = await mkdtemp(join(tmpdir(), 'okno-engine-'))
  const database = await startEmbedded({ folder, onLog: (l) => process.env.PGLOG && require_fs.appendFileSync(process.env.PGLOG, l + '\n') })
  await migrate(database.url)
  const db = openDatabase(database.url, 4)
  await makeFactPartitions(db)
  const engine = makeEngine(works)
  const xml = await sixXml()
  await inTransaction(db, actor, (ctx) => engine.deploy({ xml }, ctx))
  const onError = (error: unknown) => console.error(error)
  const group = engine.startGroup(db, { onError })
  const ended = { count: 0, lateMs: [] as number[] }
  const timers = engine.startTimers(db, counting(group, ended), { onError })
  return {
    db,
    group,
    ended,
    url: database.url,
    /** Of every table the engine writes, its indexes too, in bytes. */
    async bytes(): Promise<{ total: number; tables: number }> {
      const { rows } = await sql<{ total: number; tables: number }>`
        select sum(pg_total_relation_size(oid))::bigint as total, sum(pg_table_size(oid))::bigint as tables from pg_class
        where relkind = 'r' and (relname like 'engine\\_%' or relname like 'fact\\_2%' or relname = 'fact_default')`.execute(
        db,
      )
      return rows[0] ?? { total: 0, tables: 0 }
    },
    async close() {
      await timers.stop()
      await group.stop()
      await db.destroy()
      await database.stop()
      await rm(database.clusterFolder, { recursive: true, force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Every timer of six.bpmn is the last wait of its instance: when it has fired, the instance has ended. */
function counting(group: Group, ended: { count: number }): Group {
  return {
    ...group,
    async fireTimer(timer, who) {
      const isFired = await group.fireTimer(timer, who)
      if (isFired) ended.count++
      return isFired
    },
  }
}

export const who = () => ({ actor, now: new Date() })
