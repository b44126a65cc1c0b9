import type { Advance } from './advances.ts'

/** Advances in the order they came. Of one instance only the first is taken: the next one must see what it did. */
export class Queue {
  #waiting: Advance[] = []

  get size(): number {
    return this.#waiting.length
  }
  add(advance: Advance): void {
    this.#waiting.push(advance)
  }
  /** Those of a round whose instances were held: they stay ahead of what came after them. */
  putBack(advances: readonly Advance[]): void {
    if (advances.length > 0) this.#waiting = [...advances, ...this.#waiting]
  }
  /** At most `most` advances of distinct instances. */
  take(most: number, now: number): Advance[] {
    const taken: Advance[] = []
    const kept: Advance[] = []
    const seen = new Set<string>()
    let next = 0
    for (; next < this.#waiting.length && taken.length < most; next++) {
      const advance = this.#waiting[next]
      if (!advance) break
      const { instanceId, notBefore } = advance
      const isFirst = instanceId === null || !seen.has(instanceId)
      if (instanceId !== null) seen.add(instanceId)
      if (isFirst && notBefore <= now) taken.push(advance)
      else kept.push(advance)
    }
    this.#waiting = kept.length > 0 ? [...kept, ...this.#waiting.slice(next)] : this.#waiting.slice(next)
    return taken
  }
  /** Milliseconds until the first may be taken; all of them wait. */
  untilNext(now: number): number {
    return Math.max(1, Math.min(...this.#waiting.map(({ notBefore }) => notBefore)) - now)
  }
}
