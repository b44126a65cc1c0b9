// The 400-line stop: a file longer than that is two files.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const LIMIT = 400
const root = join(import.meta.dirname, '../..')
const folders = ['shared', 'server', 'main', 'preload', 'renderer', 'e2e', 'bench']
const generated = new Set(['server/db/schema.ts'])

const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => /\.(ts|tsx|mts|mjs|css)$/.test(name) && !generated.has(name)),
)
const lengths = files
  .map((name) => ({ name, lines: readFileSync(join(root, name), 'utf8').split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines)
const tooLong = lengths.filter((file) => file.lines > LIMIT)
for (const { name, lines } of tooLong) console.error(`${name}: ${lines} lines, the stop is ${LIMIT}`)
const at = (share: number) => lengths[Math.floor(lengths.length * share)]?.lines
console.log(`${lengths.length} files, median ${at(0.5)} lines, p90 ${at(0.9)}`)
process.exitCode = tooLong.length > 0 ? 1 : 0
