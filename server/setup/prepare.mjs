// Installs and builds what is missing or out of date. Plain JavaScript for Node 20: nothing is installed yet when it runs.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const stamps = join(root, 'node_modules/.okno')

const say = (line) => process.stdout.write(`${line}\n`)

function stampOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** Runs `work` unless the same inputs have been through it already. */
function once(name, files, line, work) {
  const stamp = stampOf(files)
  const file = join(stamps, name)
  if (existsSync(file) && readFileSync(file, 'utf8') === stamp) return
  const started = Date.now()
  say(line)
  work()
  mkdirSync(stamps, { recursive: true })
  writeFileSync(file, stamp)
  say(`  done in ${Math.round((Date.now() - started) / 1000)} s`)
}

export function run(command, args, options = {}) {
  const { status, signal } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  })
  if (signal) process.exit(130)
  if (status !== 0) {
    say(`«${command} ${args.join(' ')}» failed; the lines above say why. Mend that and run the same command again.`)
    process.exit(status ?? 1)
  }
}

/** Every source file under a folder, sorted; the pages are built anew when any of them changes. */
function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .filter((file) => statSync(join(root, file)).size < 5_000_000)
    .sort()
}

/** `pages`: also build the desktop and the public pages. */
export async function prepare({ pages }) {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20) {
    say(`Node 20 or newer is needed; this is ${process.versions.node}.`)
    process.exit(1)
  }
  once('installed', ['package.json', 'package-lock.json'], 'Installing dependencies (npm ci), about a minute…', () =>
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      // a dependency of the form editor would look through the whole project and report on it
      env: { ...process.env, IBM_TELEMETRY_DISABLED: 'true' },
    }),
  )
  if (!pages) return
  const inputs = [
    'package-lock.json',
    'electron.vite.config.ts',
    ...['shared', 'main', 'preload', 'renderer'].flatMap(sources),
  ]
  once('built', inputs, 'Building the pages and the desktop…', () =>
    run(join(root, 'node_modules/.bin/node'), [
      join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
      'build',
      '--logLevel',
      'warn',
    ]),
  )
}
