import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { app, beforeExit } from './app.ts'
import { tellTest } from './place.ts'

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
  // Electron lets pages loaded from files read the files beside them.
  '--allow-file-access-from-files',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
]

export type PageWords = { type: 'boot' | 'open' | 'send' | 'invoke'; channel: string; args: unknown[] }
type Hear = (page: Page, words: PageWords) => unknown

let running: Promise<BrowserContext> | undefined
let hear: Hear = () => undefined
export const onPageWords = (listener: Hear): void => {
  hear = listener
}

/** Started with the first window; the test connects to the same one. */
export function browser(): Promise<BrowserContext> {
  running ??= start()
  return running
}

async function start(): Promise<BrowserContext> {
  const folder = join(app.getPath('userData'), 'host-chromium')
  const portFile = join(folder, 'DevToolsActivePort')
  rmSync(portFile, { force: true })
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: process.env.HEADED !== '1',
    viewport: null,
    args: FLAGS,
  })
  await context.exposeBinding('__host', (source, words: PageWords) => hear(source.page, words))
  const [port, path] = readFileSync(portFile, 'utf8').trim().split('\n')
  tellTest({ type: 'chromium', url: `ws://127.0.0.1:${port}${path}` })
  beforeExit(() => context.close().catch(() => {}))
  return context
}
