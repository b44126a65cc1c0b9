import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { PreparingClient } from './preparingClient.ts'
import type { DB } from './schema.ts'

// bigint counts and sequence numbers of ours stay far below 2^53
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export type Db = Kysely<DB> & { readonly url: string; readonly pool: pg.Pool }

/** Opens a pool; `url` is a PostgreSQL connection string. A lost server makes calls fail within `connectionTimeoutMillis`. */
export function openDatabase(url: string, connections = 20): Db {
  const pool = new pg.Pool({
    connectionString: url,
    Client: PreparingClient,
    max: connections,
    connectionTimeoutMillis: 8_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'okno',
  })
  // a connection that the server drops, idle or between two statements, must not end the process: the next query fails or gets a new one
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return Object.assign(db, { url, pool })
}
