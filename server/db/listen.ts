import pg from 'pg'

type Listening = {
  url: string
  channel: string
  /** Does all there is to do. 'again': something is there but not yet to be read; a number: look again in so many ms. */
  work: () => Promise<'done' | 'again' | number>
  onError: (error: unknown) => void
}
const RETRY_MS = [100, 300, 1_000, 2_000]
const AGAIN_MS = 4

/**
 * Runs `work` now and after every NOTIFY on the channel, one run at a time. A lost connection or a failing run is tried again with
 * backoff, and work runs after each reconnect, so a notification lost in between costs nothing.
 */
export function listen({ url, channel, work, onError }: Listening): { stop(): Promise<void> } {
  let client: pg.Client | undefined
  let isStopped = false
  let isDirty = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined

  const later = (ms: number, run: () => void) => {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(run, ms)
  }
  const backoff = () => RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)] ?? 2_000

  function wake() {
    isDirty = true
    running ??= run().finally(() => {
      running = undefined
      if (isDirty && !isStopped) wake()
    })
  }
  async function run() {
    while (isDirty && !isStopped) {
      isDirty = false
      try {
        const next = await work()
        failures = 0
        if (next !== 'done') later(next === 'again' ? AGAIN_MS : next, wake)
      } catch (error) {
        if (isStopped) return
        onError(error)
        later(backoff(), wake)
        return
      }
    }
  }
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
      setTimeout(() => void (isStopped || connect()), backoff())
    }
    fresh.on('error', lost)
    fresh.on('end', () => lost())
    fresh.on('notification', wake)
    try {
      await fresh.connect()
      await fresh.query(`listen ${pg.escapeIdentifier(channel)}`)
      wake()
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
      await running
    },
  }
}
