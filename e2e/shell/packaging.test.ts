import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const require = createRequire(import.meta.url)
const { validateConfiguration } = require('app-builder-lib/out/util/config/config.js')
const { DebugLogger } = require('builder-util')
// the packager's own reader of YAML
const { load } = createRequire(require.resolve('app-builder-lib/package.json'))('js-yaml')
const root = join(import.meta.dirname, '../..')
const config = () => load(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))

const check = (given: unknown): Promise<void> => validateConfiguration(given, new DebugLogger(false))

test('the packager understands every word of its configuration', async () => {
  await check(config())
  await expect(check({ ...Object(config()), asarUnpak: [] })).rejects.toThrow('asarUnpak')
})

test('every picture it names is there', () => {
  const text = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
  const named = [...text.matchAll(/resources\/[\w./-]+/g)].map(([path]) => path)
  expect(named.length).toBeGreaterThan(3)
  for (const path of named) expect(existsSync(join(root, path)), path).toBe(true)
})
