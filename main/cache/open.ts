import Database from 'better-sqlite3'
import { migrations } from './migrations.ts'

export type CacheDb = Database.Database

/** 32 random bytes, kept by the system's keyring. */
export type CacheKey = Buffer

/**
 * Opens (or makes) the encrypted file. Throws when the key does not fit: SQLite then sees no database at all.
 * `synchronous = FULL`, for a queued command must be on the disk, not in the system's memory, before the window hears of it.
 */
export function openCache(file: string, key: CacheKey): CacheDb {
  const db = new Database(file)
  try {
    // authenticated, and several times faster here than AES in software; the key is random, so it needs no stretching
    db.pragma("cipher = 'chacha20'")
    db.pragma(`key = 'raw:${key.toString('hex')}'`)
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('temp_store = MEMORY')
    db.pragma('cache_size = -32768')
    migrate(db)
  } catch (error) {
    db.close()
    throw error
  }
  return db
}

function migrate(db: CacheDb): void {
  const done = Number(db.pragma('user_version', { simple: true }))
  if (done > migrations.length) throw new Error('the cache was written by a newer version of the program')
  for (const [index, sql] of migrations.entries()) {
    if (index < done) continue
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${index + 1}`)
    })()
  }
}
