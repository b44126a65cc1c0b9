import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from './app.ts'
import { strict } from './strict.ts'

/** `HOST_KEYRING=basic_text` and `HOST_KEYRING=none` stand for machines whose keyring is no keyring. */
const backend = process.env.HOST_KEYRING ?? 'gnome_libsecret'

/** In place of the system's keyring: a random key in a file of the data folder. The sealing itself is real. */
function key(): Buffer {
  const file = join(app.getPath('userData'), 'host-keyring')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}

export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => backend !== 'none',
  getSelectedStorageBackend: () => backend,
  encryptString(plain: string): Buffer {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), iv)
    return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  },
  decryptString(sealed: Buffer): string {
    const cipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, 12))
    cipher.setAuthTag(sealed.subarray(-16))
    return Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]).toString('utf8')
  },
})
