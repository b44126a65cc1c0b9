// What the tests need of the system: Chromium for the journeys, Dovecot as a real IMAP server. Installed where that can be done.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const say = (line) => process.stdout.write(`${line}\n`)
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium'
const wanted = [
  {
    file: chromium,
    name: 'chromium',
    without: `Chromium (or say where it is with CHROMIUM=/path; looked at ${chromium})`,
  },
  { file: '/usr/sbin/dovecot', name: 'dovecot-imapd', without: 'Dovecot with IMAP (dovecot-imapd)' },
]

/** Installs what is missing on Debian as root; elsewhere says exactly what that is. */
export function needSystemPackages() {
  const missing = wanted.filter(({ file }) => !existsSync(file))
  if (missing.length === 0) return
  const isDebianRoot = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (!isDebianRoot) {
    for (const { without } of missing) say(`The tests need ${without}.`)
    process.exit(1)
  }
  const names = missing.map(({ name }) => name)
  say(`Installing ${names.join(', ')} (apt-get install)…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...names]
  const { status } = spawnSync('apt-get', install, { stdio: ['ignore', 'ignore', 'inherit'], env })
  if (status === 0 && missing.every(({ file }) => existsSync(file))) return
  say(`${names.join(', ')} could not be installed; the lines above say why.`)
  process.exit(1)
}
