import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheKey, type Keyring } from '../keyring/keyring.ts'
import { type CacheDb, openCache } from './open.ts'

type Place = { folder: string; keyring: Keyring; name: string }
const fileOf = ({ folder, name }: Place) => join(folder, `${name}.db`)
const BESIDE = ['', '-wal', '-shm']

/**
 * The cache of one person at one server; null where the system keeps no secrets. A file that cannot be opened any more (its key is
 * gone with a former keyring, or the disk has spoilt it) is put aside, not deleted, and a new one begun.
 */
export function openCacheFor(place: Place, onSetAside: (error: unknown) => void): CacheDb | null {
  const { folder, keyring, name } = place
  if (!keyring.isAvailable()) return null
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const key = cacheKey(keyring, name)
  try {
    return openCache(fileOf(place), key)
  } catch (error) {
    if (!isUnreadable(error)) throw error
    onSetAside(error)
    setAside(fileOf(place))
    return openCache(fileOf(place), key)
  }
}

const isUnreadable = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'SQLITE_NOTADB' || error.code === 'SQLITE_CORRUPT')

function setAside(file: string): void {
  const stamp = new Date().toISOString().replace(/\D/g, '')
  for (const end of BESIDE) if (existsSync(file + end)) renameSync(file + end, `${file}.${stamp}.unreadable${end}`)
}

/** The key first: what is left of the file on the disk is then noise. */
export function destroyCache(place: Place): void {
  place.keyring.forget(place.name)
  for (const end of BESIDE) rmSync(fileOf(place) + end, { force: true })
}
