export type Worker = { wake(): void; stop(): Promise<void> }
/** 'again': something is there but not yet to be read; a number: look again in so many ms. */
export type Work = () => Promise<'done' | 'again' | number>

const RETRY_MS = [100, 300, 1_000, 2_000]
const AGAIN_MS = 4

/** Runs `work` after every `wake`, one run at a time; a wake during a run makes one more. A failing run is tried again with backoff. */
export function makeWorker(work: Work, onError: (error: unknown) => void): Worker {
  let isStopped = false
  let isDirty = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined

  const later = (ms: number) => {
    clearTimeout(timer)
    if (!isStopped) timer = setTimeout(wake, ms)
  }
  function wake() {
    isDirty = true
    if (isStopped) return
    running ??= run().finally(() => {
      running = undefined
      if (isDirty && !timer) wake()
    })
  }
  async function run() {
    clearTimeout(timer)
    timer = undefined
    while (isDirty && !isStopped) {
      isDirty = false
      try {
        const next = await work()
        failures = 0
        if (next !== 'done') later(next === 'again' ? AGAIN_MS : next)
      } catch (error) {
        if (isStopped) return
        onError(error)
        return later(backoff(failures++))
      }
    }
  }
  return {
    wake,
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}

/** Milliseconds before the next try after so many failures. */
export const backoff = (failures: number): number => RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 2_000
