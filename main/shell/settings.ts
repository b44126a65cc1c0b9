import { existsSync, readFileSync } from 'node:fs'
import { DesktopSettings } from '#shared/contract/desktop'
import { writeFileSafely } from '../keyring/writeFileSafely.ts'

export type SettingsFile = { read(): DesktopSettings; change(next: Partial<DesktopSettings>): DesktopSettings }

/** `server` stands above the file: it is what the program was started with. */
export function openSettings(file: string, server: string | undefined): SettingsFile {
  const first: DesktopSettings = {
    serverUrl: 'http://127.0.0.1:8080',
    closesToTray: true,
    shortcuts: { answer: 'F2', hangUp: 'F4' },
  }
  const given = DesktopSettings.shape.serverUrl.safeParse(server)
  let override = given.success ? { serverUrl: given.data } : {}
  let kept = readFile(file)
  const read = (): DesktopSettings => ({ ...first, ...kept, ...override })
  return {
    read,
    change(next) {
      if (next.serverUrl !== undefined) override = {}
      kept = { ...kept, ...next }
      writeFileSafely(file, Buffer.from(JSON.stringify(kept, null, 2)))
      return read()
    },
  }
}

/** A file that cannot be read is as if nothing had ever been set: the program must start. */
function readFile(file: string): Partial<DesktopSettings> {
  if (!existsSync(file)) return {}
  try {
    const kept = DesktopSettings.partial().safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return kept.success ? kept.data : {}
  } catch {
    return {}
  }
}
