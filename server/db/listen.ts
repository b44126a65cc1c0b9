import pg from 'pg'
import { backoff, makeWorker, type Work } from './worker.ts'

type Listening = { url: string; channel: string; work: Work; onError: (error: unknown) => void }

/**
 * Runs `work` now and after every NOTIFY on the channel. A lost connection is made anew with backoff, and work runs after each
 * reconnect, so a notification lost in between costs nothing.
 */
export function listen({ url, channel, work, onError }: Listening): { stop(): Promise<void> } {
  const worker = makeWorker(work, onError)
  let client: pg.Client | undefined
  let isStopped = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined

  async function connect() {
    const fresh = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 3_000,
      application_name: 'okno-listen',
    })
    client = fresh
    const lost = (error?: unknown) => {
      if (client !== fresh || isStopped) return
      client = undefined
      if (error) onError(error)
      void fresh.end().catch(() => undefined)
      timer = setTimeout(() => void (isStopped || connect()), backoff(failures++))
    }
    fresh.on('error', lost)
    fresh.on('end', () => lost())
    fresh.on('notification', worker.wake)
    try {
      await fresh.connect()
      await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
      failures = 0
      worker.wake()
    } catch (error) {
      lost(error)
    }
  }
  void connect()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
      await worker.stop()
    },
  }
}
