import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Embedded, startEmbedded } from '../../db/embedded.ts'
import { freePort } from '../../db/freePort.ts'
import { migrate } from '../../db/migrate.ts'
import { until } from '../../db/testing/world.ts'
import { type Child, startChild } from './child.ts'
import type { Order } from './order.ts'

export type Answer = { isAcknowledged: boolean; refusal: string | null }

/** A durable PostgreSQL and a server of the engine on it, either of which can be killed at any moment. */
export async function startStand() {
  const folder = await mkdtemp(join(tmpdir(), 'okno-crash-'))
  const port = await freePort()
  const holder = await startChild('holdDatabase.ts', [folder, String(port)])
  const password = (await readFile(join(folder, 'postgres.password'), 'utf8')).trim()
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/okno`
  await migrate(url)
  let database: Embedded | undefined
  let server = await startChild('engineServer.ts', [url])
  let ready: Promise<unknown> = Promise.resolve()

  /** Of an order that was not answered nobody knows what became of it. */
  async function send(order: Order): Promise<Answer> {
    try {
      const answer = await fetch(`http://127.0.0.1:${server.line}`, { method: 'POST', body: JSON.stringify(order) })
      const { refusal = null } = (await answer.json()) as { refusal?: string | null }
      return { isAcknowledged: answer.status === 200, refusal }
    } catch {
      return { isAcknowledged: false, refusal: null }
    }
  }
  async function restartServer() {
    await server.kill()
    server = await startChild('engineServer.ts', [url])
  }
  async function restartDatabase() {
    await killDatabase(holder)
    database = await startEmbedded({ folder, port })
  }
  return {
    url,
    send,
    /** Whoever got no answer waits for it before asking again. */
    isUp: () => ready,
    killServer: () => {
      ready = ready.then(restartServer)
      return ready
    },
    killDatabase: () => {
      ready = ready.then(restartDatabase)
      return ready
    },
    async close() {
      await ready.catch(() => undefined)
      await server.kill()
      // found running, or started anew, it is stopped in good order
      database ??= await startEmbedded({ folder, port })
      await database.stop()
      await holder.kill()
      await rm(holder.line, { recursive: true, force: true })
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type Stand = Awaited<ReturnType<typeof startStand>>

/** Its own processes see that it is gone and end; before that no other may take their place. */
async function killDatabase(holder: Child): Promise<void> {
  const [pid] = (await readFile(join(holder.line, 'postmaster.pid'), 'utf8')).split('\n')
  const postmaster = Number(pid)
  const workers = spawnSync('pgrep', ['-P', String(postmaster)], { encoding: 'utf8' })
    .stdout.split('\n')
    .map(Number)
  process.kill(postmaster, 'SIGKILL')
  await until('the processes of PostgreSQL are gone', () => !workers.filter(Boolean).some(isAlive))
  await holder.kill()
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
