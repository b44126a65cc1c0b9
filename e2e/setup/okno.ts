import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const root = join(import.meta.dirname, '../..')
export const PASSWORD = 'okno-demo'

/** What Chromium needs on a closed machine, with a microphone that hums and no one to ask. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--allow-loopback-in-peer-connection',
  '--autoplay-policy=no-user-gesture-required',
]
export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium'

export type OknoOptions = {
  /** Environment of the server, for example shorter times. */
  env?: Record<string, string>
  args?: string[]
}
type Ready = { url: string; mailPort: number; pid: number; cluster?: string }

/** The real server with demo data on a data folder of its own, and a Chromium to look at it. */
export async function startOkno(options: OknoOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'okno-journey-'))
  const ready = join(folder, 'ready.json')
  let server: ChildProcess
  let at: Ready
  let browser: Browser | undefined
  const errors: string[] = []

  async function launch(port: number, mailPort: number) {
    await rm(ready, { force: true })
    const args = [
      'server/start.ts',
      '--data',
      join(folder, 'data'),
      '--ready',
      ready,
      '--port',
      `${port}`,
      '--mail-port',
      `${mailPort}`,
    ]
    server = spawn(process.execPath, [...args, ...(options.args ?? [])], {
      cwd: root,
      env: { ...process.env, OKNO_DEMO_CONSUMERS: '300', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    server.stdout?.resume()
    server.stderr?.on('data', (chunk) => errors.push(String(chunk)))
    at = await readyFile(server, ready, errors)
  }
  async function ended(signal: NodeJS.Signals) {
    if (server.exitCode !== null || server.signalCode !== null) return
    const gone = once(server, 'exit')
    server.kill(signal)
    await gone
  }
  await launch(0, 0)
  return {
    get url() {
      return at.url
    },
    get mailPort() {
      return at.mailPort
    },
    folder,
    /** What the server wrote to its error stream: the log. */
    log: () => errors.join(''),
    /** A page in a browser context of its own: another person at another machine. */
    async page(context: BrowserContextOptions = {}): Promise<Page> {
      browser ??= await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags })
      const fresh = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 }, ...context })
      return fresh.newPage()
    },
    /** `kill -9`: nothing is said good-bye to. PostgreSQL stays and is found again. */
    kill: () => ended('SIGKILL'),
    /** In good order: everything it started stops too. */
    stop: () => ended('SIGTERM'),
    /** Starts again on the same data, ports and address. */
    restart: () => launch(Number(new URL(at.url).port), at.mailPort),
    async close() {
      await browser?.close()
      if (server.exitCode !== null || server.signalCode !== null) await launch(0, 0)
      await ended('SIGTERM')
      if (at.cluster) await rm(at.cluster, { recursive: true, force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type Okno = Awaited<ReturnType<typeof startOkno>>

async function readyFile(server: ChildProcess, file: string, errors: string[]): Promise<Ready> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (existsSync(file)) {
      const text = await readFile(file, 'utf8')
      if (text) return JSON.parse(text)
    }
    if (server.exitCode !== null) break
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`the server did not start:\n${errors.join('')}`)
}

/** Signs in on the desktop page and waits for the shell. */
export async function signIn(page: Page, okno: Pick<Okno, 'url'>, login: string): Promise<void> {
  await page.goto(`${okno.url}/desktop/`)
  await page.getByLabel(/Логин|Login/).fill(login)
  await page.getByLabel(/^(Пароль|Password)$/).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('banner').waitFor()
}
