import type { CacheDb } from './open.ts'
import { statement } from './statement.ts'

/**
 * cursor: the last fact applied · fillAfter: where the first fill stands · fillCursor: the newest fact when the fill began, at
 * fillBegan ·
 * asOf: when the cache was last known to be the same as the server · builtFor: the version of the program that wrote the rows.
 */
export type MetaKey = 'cursor' | 'fillAfter' | 'fillCursor' | 'fillBegan' | 'asOf' | 'builtFor'

export function readMeta(db: CacheDb, key: MetaKey): string | null {
  const row = statement<[string], { value: string }>(db, 'select value from meta where key = ?').get(key)
  return row?.value ?? null
}

export function writeMeta(db: CacheDb, key: MetaKey, value: string | null): void {
  if (value === null) statement(db, 'delete from meta where key = ?').run(key)
  else
    statement(db, 'insert into meta values (?, ?) on conflict (key) do update set value = excluded.value').run(
      key,
      value,
    )
}

/** The rows are a copy and can be had again; the commands that wait are not, and stay. */
export function emptyCache(db: CacheDb): void {
  db.transaction(() => {
    db.exec('delete from consumer; delete from interaction; delete from meta')
    db.exec("insert into consumer_words (consumer_words) values ('delete-all')")
  })()
}
