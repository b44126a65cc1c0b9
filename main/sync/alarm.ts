import { Unreachable } from './failures.ts'

/** Sleeps until somebody rings, or the time is over; a ring while awake is not lost. */
export class Alarm {
  private rings = false
  private wakeUp: (() => void) | undefined

  ring = (): void => {
    this.rings = true
    this.wakeUp?.()
  }
  isRinging = (): boolean => this.rings

  async sleep(longestMs?: number): Promise<void> {
    if (!this.rings) await this.rung(longestMs)
    this.rings = false
    this.wakeUp = undefined
  }

  private rung(longestMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = longestMs === undefined ? undefined : setTimeout(resolve, longestMs)
      this.wakeUp = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

/** Waits for the work, but not past the signal. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Unreachable('given up'))
    signal.addEventListener('abort', giveUp, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}
