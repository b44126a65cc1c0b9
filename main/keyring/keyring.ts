import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeFileSafely } from './writeFileSafely.ts'

/** What Electron's `safeStorage` does: seals a secret with a key that only this user's system keyring holds. */
export type SafeStorage = {
  isEncryptionAvailable(): boolean
  /** Exists on Linux only; `basic_text` means that the "key" is in the program's own source. */
  getSelectedStorageBackend?(): string
  encryptString(plain: string): Buffer
  decryptString(sealed: Buffer): string
}

/** Sealed secrets as files; none is ever written where the keyring would keep it in plain text. */
export type Keyring = {
  isAvailable(): boolean
  keep(name: string, secret: string): void
  /** Null when there is none, or when it was sealed by a keyring that is no more. */
  read(name: string): string | null
  forget(name: string): void
}

export function openKeyring(folder: string, storage: SafeStorage): Keyring {
  const fileOf = (name: string) => join(folder, `${name}.sealed`)
  const isAvailable = () => storage.isEncryptionAvailable() && storage.getSelectedStorageBackend?.() !== 'basic_text'
  return {
    isAvailable,
    keep(name, secret) {
      if (!isAvailable()) throw new Error('no keyring: the secret is not written')
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSafely(fileOf(name), storage.encryptString(secret))
    },
    read(name) {
      if (!isAvailable() || !existsSync(fileOf(name))) return null
      const sealed = readFileSync(fileOf(name))
      try {
        return storage.decryptString(sealed)
      } catch {
        return null
      }
    },
    forget: (name) => rmSync(fileOf(name), { force: true }),
  }
}

/** The key of the cache, made at first use. */
export function cacheKey(keyring: Keyring, name: string): Buffer {
  const kept = keyring.read(name)
  if (kept !== null) return Buffer.from(kept, 'base64')
  const made = randomBytes(32)
  keyring.keep(name, made.toString('base64'))
  return made
}
