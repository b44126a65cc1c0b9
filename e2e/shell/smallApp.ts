import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DesktopApp, launch } from '../host/launch.ts'

const root = join(import.meta.dirname, '../..')
const PAGE =
  '<!doctype html><meta charset="utf-8"><title>Окно</title><h1>Окно</h1><a href="https://example.org/help" target="_blank">Справка</a>'

/** The built main process and preload with a page that has nothing but the bridge: what the shell does is seen without the desktop. */
export async function openSmallApp(options: { pages?: string[]; env?: Record<string, string>; args?: string[] } = {}) {
  if (!existsSync(join(root, 'out/main/start.js'))) throw new Error('npm run build first')
  // inside the project, so that the bundle finds its dependencies
  mkdirSync(join(root, 'out/small'), { recursive: true })
  const appDir = mkdtempSync(join(root, 'out/small/app-'))
  const userData = mkdtempSync(join(tmpdir(), 'okno-shell-'))
  for (const tier of ['main', 'preload'])
    cpSync(join(root, 'out', tier), join(appDir, 'out', tier), { recursive: true })
  cpSync(join(root, 'resources'), join(appDir, 'resources'), { recursive: true })
  writeFileSync(
    join(appDir, 'package.json'),
    JSON.stringify({ name: 'okno', productName: 'Окно', version: '0.1.0', type: 'module', main: 'out/main/start.js' }),
  )
  for (const name of options.pages ?? ['desktop']) {
    mkdirSync(join(appDir, 'out/renderer', name), { recursive: true })
    writeFileSync(join(appDir, 'out/renderer', name, 'index.html'), PAGE)
  }
  const start = (args = options.args ?? []): Promise<DesktopApp> =>
    launch({ appDir, userData, args, ...(options.env && { env: options.env }) })
  return {
    appDir,
    userData,
    start,
    remove() {
      rmSync(appDir, { recursive: true, force: true })
      rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
