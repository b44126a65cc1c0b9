import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Handover = z.tuple([z.array(z.string()), z.string()])

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The first process of a data folder keeps a lock file; a later one leaves its arguments in the first one's inbox and ends. */
export function becomeOnlyInstance(userData: string, onSecond: (argv: string[], folder: string) => void): boolean {
  const lock = join(userData, 'host-lock')
  const inbox = join(userData, 'host-second-instance')
  mkdirSync(inbox, { recursive: true })
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
  if (holder > 0 && holder !== process.pid && isAlive(holder)) {
    const letter = join(inbox, String(process.pid))
    writeFileSync(`${letter}.new`, JSON.stringify([process.argv, process.cwd()]))
    renameSync(`${letter}.new`, `${letter}.json`)
    return false
  }
  writeFileSync(lock, String(process.pid))
  watch(inbox, () => {
    for (const name of readdirSync(inbox).filter((file) => file.endsWith('.json'))) {
      const [argv, folder] = Handover.parse(JSON.parse(readFileSync(join(inbox, name), 'utf8')))
      rmSync(join(inbox, name))
      onSecond(argv, folder)
    }
  }).unref()
  return true
}
