// Opens the Electron desktop where its binary can be had; elsewhere says in one line that the browser serves.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'

const folder = join(root, 'node_modules/electron')
const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

function binary() {
  const file = join(folder, 'path.txt')
  if (!existsSync(file)) return undefined
  const found = join(folder, 'dist', readFileSync(file, 'utf8').trim())
  return existsSync(found) ? found : undefined
}

/** Asked for once: a machine that cannot reach the download is not kept waiting at every start. */
function fetchOnce() {
  const asked = join(root, 'node_modules/.okno/electron-asked')
  if (existsSync(asked)) return
  mkdirSync(join(root, 'node_modules/.okno'), { recursive: true })
  writeFileSync(asked, new Date().toISOString())
  spawnSync(join(root, 'node_modules/.bin/install-electron'), [], {
    cwd: root,
    stdio: 'ignore',
    timeout: 60_000,
    shell: process.platform === 'win32',
  })
}

export function openDesktop(address) {
  if (!hasScreen) return say(`No screen here: open ${address}/desktop/ in a browser.`)
  if (!binary()) fetchOnce()
  const electron = binary()
  if (!electron) return say(`The Electron binary cannot be had here: open ${address}/desktop/ in a browser.`)
  const desktop = spawn(electron, [root, `--server=${address}`], { cwd: root, stdio: 'ignore' })
  desktop.on('error', () => say(`The desktop did not open: use ${address}/desktop/ in a browser.`))
  process.on('exit', () => desktop.kill())
}

const say = (line) => void process.stdout.write(`${line}\n`)
