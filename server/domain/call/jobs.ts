import { Refusal } from '#shared/contract/contract'

const RETRY_MS = [50, 200, 500, 1_000, 2_000, 3_000, 5_000, 5_000, 5_000, 5_000]

/** Work on a call, one piece after another in the order it came; calls do not wait for each other. */
export class CallJobs {
  readonly #last = new Map<string, Promise<void>>()
  readonly #onProblem: (message: string, error: unknown) => void
  #isStopped = false

  constructor(onProblem: (message: string, error: unknown) => void) {
    this.#onProblem = onProblem
  }

  add(callId: string, job: () => Promise<void>): void {
    // what the exchange says after the end is ended by the next start
    if (this.#isStopped) return
    const before = this.#last.get(callId) ?? Promise.resolve()
    const now = before.then(job).catch((error: unknown) => this.#onProblem('a step of a call failed', error))
    this.#last.set(callId, now)
    void now.then(() => this.#last.get(callId) === now && this.#last.delete(callId))
  }

  /** For what must come to be although the database is gone for a while: the exchange will not say it twice. */
  async persist<T>(run: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await run()
      } catch (error) {
        const pause = RETRY_MS[attempt]
        if (error instanceof Refusal || pause === undefined || this.#isStopped) throw error
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await Promise.all(this.#last.values())
  }
}
