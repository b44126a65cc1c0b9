import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify<string, Buffer, number, Buffer>(scrypt)
// without letters and digits that look alike when read aloud or from paper
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 10

export type KeptCode = { salt: Buffer; hash: Buffer }

/** `K7M2Q-9XWTA`: about 49 bits, told once and kept only as a hash. */
export async function makeCode(): Promise<{ code: string; kept: KeptCode }> {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const salt = randomBytes(16)
  return { code: `${letters.slice(0, 5)}-${letters.slice(5)}`, kept: { salt, hash: await derive(letters, salt, 32) } }
}

/** Case and dashes do not matter to a person who types it. */
export async function isCode(typed: string, { salt, hash }: KeptCode): Promise<boolean> {
  const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return timingSafeEqual(await derive(letters, salt, 32), hash)
}
