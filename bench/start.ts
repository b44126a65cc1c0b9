import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { chromiumFlags, chromiumPath, PASSWORD } from '../e2e/setup/okno.ts'
import { round } from './kit/figures.ts'
import { pause, rssMb } from './kit/processes.ts'

const root = join(import.meta.dirname, '..')
type Ready = { url: string; pid: number }

/** `npm start` on an installed tree, first (new data folder, demo data) and again, each to the painted sign-in page. */
export async function bench() {
  const folder = await mkdtemp(join(tmpdir(), 'okno-start-'))
  const browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumFlags })
  const timed = async () => {
    const started = performance.now()
    const { server, ready } = await npmStart(folder)
    const page = await browser.newPage()
    const sizes: Promise<number>[] = []
    page.on('response', (response) =>
      sizes.push(
        response.body().then(
          (body) => gzipSync(body).length,
          () => 0,
        ),
      ),
    )
    await page.goto(`${ready.url}/desktop/`)
    await page.getByLabel(/Логин|Login/).waitFor()
    const ms = performance.now() - started
    await page.waitForLoadState('networkidle')
    const total = async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    const gzip = await total()
    await page.getByLabel(/Логин|Login/).fill('agent1')
    await page.getByLabel(/^(Пароль|Password)$/).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('banner').waitFor()
    await page.waitForLoadState('networkidle')
    const withShell = await total()
    const memory = rssMb(ready.pid)
    await page.close()
    await stop(server, ready)
    return { ms, gzip, withShell, memory }
  }
  const first = await timed()
  const second = await timed()
  await browser.close()
  await rm(folder, { recursive: true, force: true })
  return {
    firstStartMs: round(first.ms, 0),
    secondStartMs: round(second.ms, 0),
    firstScreenGzipKb: round(second.gzip / 1024, 1),
    signedInGzipKb: round(second.withShell / 1024, 1),
    serverRssMb: round(second.memory, 0),
  }
}

async function npmStart(folder: string): Promise<{ server: ChildProcess; ready: Ready }> {
  const file = join(folder, 'ready.json')
  await rm(file, { force: true })
  const args = ['start', '--', '--port', '0', '--mail-port', '0', '--data', join(folder, 'data'), '--ready', file]
  const server = spawn('npm', args, { cwd: root, stdio: 'ignore' })
  for (let tries = 0; tries < 6_000; tries++) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (text) return { server, ready: JSON.parse(text) }
    if (server.exitCode !== null) break
    await pause(20)
  }
  throw new Error('npm start did not come up')
}

async function stop(server: ChildProcess, ready: Ready) {
  const gone = once(server, 'exit')
  process.kill(ready.pid, 'SIGTERM')
  await gone
}
