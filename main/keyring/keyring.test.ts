import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { locksmith } from '../testing/locksmith.ts'
import { cacheKey, openKeyring } from './keyring.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'okno-keyring-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a secret is read back, and its file does not show it', () => {
  const keyring = openKeyring(folder, locksmith())
  keyring.keep('session', 'refresh-token')
  expect(keyring.read('session')).toBe('refresh-token')
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name), 'latin1')).not.toContain('refresh-token')
  keyring.forget('session')
  expect(keyring.read('session')).toBeNull()
})

test('the key of the cache is made once', () => {
  const keyring = openKeyring(folder, locksmith())
  expect(cacheKey(keyring, 'cache')).toEqual(cacheKey(keyring, 'cache'))
  expect(cacheKey(keyring, 'cache')).toHaveLength(32)
})

test.each([
  ['the keyring falls back to plain text', locksmith('basic_text')],
  ['there is no keyring', locksmith('unknown', false)],
])('nothing is written where %s', (_, storage) => {
  const keyring = openKeyring(folder, storage)
  expect(keyring.isAvailable()).toBe(false)
  expect(() => keyring.keep('session', 'refresh-token')).toThrow('no keyring')
  expect(readdirSync(folder)).toEqual([])
})

test('what another keyring sealed counts as absent', () => {
  openKeyring(folder, locksmith()).keep('session', 'refresh-token')
  expect(openKeyring(folder, locksmith()).read('session')).toBeNull()
})
