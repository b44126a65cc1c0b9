import type { Statement } from 'better-sqlite3'
import type { CacheDb } from './open.ts'

const known = new WeakMap<CacheDb, Map<string, unknown>>()

/** A statement compiled once for a file: compiling takes longer than running it. */
export function statement<Given extends unknown[] | object = unknown[], Row = unknown>(
  db: CacheDb,
  sql: string,
): Statement<Given extends unknown[] ? Given : [Given], Row> {
  type Compiled = Statement<Given extends unknown[] ? Given : [Given], Row>
  const ofFile = known.get(db) ?? new Map<string, unknown>()
  known.set(db, ofFile)
  const compiled = ofFile.get(sql) ?? db.prepare(sql)
  ofFile.set(sql, compiled)
  // the text of a statement and the shape of its rows stand side by side where it is asked for
  return compiled as Compiled
}
