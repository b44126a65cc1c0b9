import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { PASSWORD } from '../setup/okno.ts'

const root = join(import.meta.dirname, '../..')
const folders: string[] = []
const clusters = new Set<string>()
afterAll(async () => {
  for (const folder of [...folders, ...clusters]) await rm(folder, { recursive: true, force: true })
})

type Ready = { url: string; pid: number; databaseUrl: string; cluster: string }
type Started = { npm: ChildProcess; ready: Ready; said: () => string }

async function dataFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'okno-start-'))
  folders.push(folder)
  return folder
}

/** `npm start` as at a terminal: a process group of its own, which Ctrl-C goes to as a whole. */
async function npmStart(folder: string, args: string[] = [], env: Record<string, string> = {}): Promise<Started> {
  const file = join(folder, 'ready.json')
  await rm(file, { force: true })
  const fixed = ['--port', '0', '--mail-port', '0', '--data', join(folder, 'data'), '--ready', file]
  const npm = spawn('npm', ['start', '--', ...fixed, ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, OKNO_DEMO_CONSUMERS: '100', ...env },
  })
  let said = ''
  npm.stdout?.on('data', (chunk) => {
    said += chunk
  })
  for (let tries = 0; tries < 1_200 && npm.exitCode === null; tries++) {
    const text = existsSync(file) ? await readFile(file, 'utf8') : ''
    if (text && said.includes('Ctrl-C')) {
      const ready: Ready = JSON.parse(text)
      if (ready.cluster) clusters.add(ready.cluster)
      return { npm, ready, said: () => said }
    }
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`npm start did not come up:\n${said}`)
}

async function ctrlC({ npm }: Started) {
  const gone = once(npm, 'exit')
  process.kill(-(npm.pid ?? 0), 'SIGINT')
  await gone
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const postmaster = async ({ ready }: Started) =>
  Number((await readFile(join(ready.cluster, 'postmaster.pid'), 'utf8')).split('\n')[0])

async function signIn({ ready }: Started, login: string, password: string) {
  const answer = await fetch(`${ready.url}/api/session/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  return answer.status
}

async function consumersIn(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('select count(*)::int as n from consumer')
  await client.end()
  return rows[0].n
}

test('npm start serves every page and prints where; Ctrl-C stops all it started; the next start has the same data', async () => {
  const folder = await dataFolder()
  const first = await npmStart(folder)
  for (const page of ['desktop', 'portal', 'widget', 'caller', 'mailbox', 'api/docs']) {
    expect(first.said()).toContain(`/${page}`)
    const answer = await fetch(`${first.ready.url}/${page}/`)
    expect(answer.status, page).toBe(200)
    expect(await answer.text()).toContain('<')
  }
  expect(await signIn(first, 'agent1', PASSWORD)).toBe(200)
  const database = await postmaster(first)
  await ctrlC(first)
  expect(isAlive(first.ready.pid)).toBe(false)
  expect(isAlive(database)).toBe(false)
  const second = await npmStart(folder)
  expect(await consumersIn(second.ready.databaseUrl)).toBe(100)
  await ctrlC(second)
})

test('after kill -9 the next start finds the database that is still running, and stops it in the end', async () => {
  const folder = await dataFolder()
  const first = await npmStart(folder)
  const database = await postmaster(first)
  const gone = once(first.npm, 'exit')
  process.kill(first.ready.pid, 'SIGKILL')
  await gone
  expect(isAlive(database)).toBe(true)
  const second = await npmStart(folder)
  expect(await postmaster(second)).toBe(database)
  expect(await signIn(second, 'agent1', PASSWORD)).toBe(200)
  await ctrlC(second)
  expect(isAlive(database)).toBe(false)
})

test('--no-demo on a database of its own: nobody but a first administrator, whose password is told once', async () => {
  const host = await npmStart(await dataFolder())
  const admin = new pg.Client({ connectionString: host.ready.databaseUrl })
  await admin.connect()
  await admin.query('create database elsewhere')
  await admin.end()
  const url = host.ready.databaseUrl.replace(/\/okno$/, '/elsewhere')
  const folder = await dataFolder()
  const own = await npmStart(folder, ['--no-demo'], { DATABASE_URL: url })
  const password = /First sign-in: admin, password: (\S+)/.exec(own.said())?.[1] ?? ''
  expect(await signIn(own, 'admin', password)).toBe(200)
  expect(await signIn(own, 'agent1', PASSWORD)).toBe(409)
  expect(await consumersIn(url)).toBe(0)
  await ctrlC(own)
  const again = await npmStart(folder, ['--no-demo'], { DATABASE_URL: url })
  expect(again.said()).not.toContain('First sign-in')
  await ctrlC(again)
  await ctrlC(host)
})

test('a wrong option says which and why', async () => {
  const npm = spawn('npm', ['start', '--', '--port', 'eighty'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  npm.stdout.on('data', (chunk) => {
    said += chunk
  })
  const [code] = await once(npm, 'exit')
  expect(code).not.toBe(0)
  expect(said).toContain('--port: must be a number')
})
