// The journeys' browser: the system's Chromium, installed where that can be done.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const say = (line) => process.stdout.write(`${line}\n`)

/** Installs Chromium on Debian as root; elsewhere says exactly what is missing. */
export function needBrowser() {
  const path = process.env.CHROMIUM ?? '/usr/bin/chromium'
  if (existsSync(path)) return
  const isDebianRoot = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (!isDebianRoot) {
    say(
      `The journeys need Chromium: install it, or say where it is with CHROMIUM=/path/to/chromium (looked at ${path}).`,
    )
    process.exit(1)
  }
  say('Installing Chromium (apt-get install chromium)…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  })
  if (status !== 0 || !existsSync(path)) {
    say('Chromium could not be installed; the lines above say why.')
    process.exit(1)
  }
}
