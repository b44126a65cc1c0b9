import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Context } from '../../db/context.ts'
import type { DB } from '../../db/schema.ts'
import { setMarksOf } from '../marks.ts'

/** A transaction of no database: the walker moves rows in memory and needs none as long as the work behind it needs none. */
export function memoryContext(now: Date): Context {
  const tx = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  const nothing = async () => undefined
  setMarksOf(tx, { set: nothing, keep: nothing, undo: nothing })
  return { tx, actor: { kind: 'system', name: 'sandbox' }, now }
}
