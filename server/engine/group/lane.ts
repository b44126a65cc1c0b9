import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import type { Context } from '../../db/context.ts'
import { PreparingClient } from '../../db/preparingClient.ts'
import type { DB } from '../../db/schema.ts'
import type { Ask } from '../ask.ts'
import { LostConnection } from '../guarded.ts'
import { setMarksOf } from '../marks.ts'
import { LazyMarks } from './lazyMarks.ts'
import { MARK, type Mark, registerWriter } from './wasKept.ts'

/** The one connection of a group of advances. `tx` is for their bindings, which see an ordinary transaction. */
export type Lane = {
  ask: Ask
  tx: Context['tx']
  /** Answers what the transaction's outcome can be asked for by later. */
  begin(): Promise<Mark>
  commit(): Promise<void>
  rollback(): Promise<void>
  isLost(): boolean
  close(): Promise<void>
}

/*
 * Statements are planned once, when the tables may still be empty, and then used for hours: a plan that reads a whole table must not
 * be chosen by those first numbers. A row that somebody else holds must not hold up everybody here.
 */
const SETTINGS = {
  ...{ plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off' },
  ...{ lock_timeout: '2s', statement_timeout: '30s', idle_in_transaction_session_timeout: '30s' },
}

/** `counter` goes on from one connection of a writer to the next. */
export async function openLane(url: string, counter: { writerId: string | null; round: number }): Promise<Lane> {
  const client = new PreparingClient({
    connectionString: url,
    pipeline: true,
    connectionTimeoutMillis: 3_000,
    application_name: 'okno-engine',
    options: Object.entries(SETTINGS)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  })
  let isLost = false
  client.on('error', () => {
    isLost = true
  })
  await client.connect()
  async function query(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    try {
      return await client.query(text, [...values])
    } catch (error) {
      if (isLost || (error instanceof pg.DatabaseError && error.severity === 'FATAL'))
        throw new LostConnection('the connection to the database was lost', { cause: error })
      throw error
    }
  }
  const marks = new LazyMarks((text) => query(text, []))
  const tx = kyselyOver((text, values) => {
    marks.setWanted()
    return query(text, values)
  })
  setMarksOf(tx, marks)
  const ask: Ask = async <Row>(text: string, values: unknown[]) => (await query(text, values)).rows as Row[]
  counter.writerId ??= await registerWriter(ask)
  return {
    ask,
    tx,
    async begin() {
      marks.forget()
      const { writerId } = counter
      const round = ++counter.round
      const [, rows] = await Promise.all([query('begin', []), ask<{ xid: string }>(MARK, [writerId, round])])
      return { writerId: writerId ?? '', round, xid: rows[0]?.xid ?? '' }
    },
    async commit() {
      await query('commit', [])
    },
    async rollback() {
      marks.forget()
      await query('rollback', [])
    },
    isLost: () => isLost,
    close: () => client.end().catch(() => undefined),
  }
}

type Query = (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>

/** The query builder on a connection whose transaction somebody else begins and ends. */
function kyselyOver(query: Query): Kysely<DB> {
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
      const { rows, rowCount, command } = await query(sql, parameters)
      const isChange = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command)
      const result: QueryResult<Row> = isChange ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
      return result
    },
    streamQuery() {
      throw new Error('no streaming in a group of advances')
    },
  }
  const refuse = () => Promise.reject(new Error('the transaction belongs to the group'))
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
  }
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
