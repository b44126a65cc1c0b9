import type { Marks } from '../marks.ts'

/**
 * Savepoints that are set only when somebody writes or reads behind them: work in memory costs the database nothing. The connection
 * sends in order, so a savepoint need not be waited for.
 */
export class LazyMarks implements Marks {
  readonly #send: (text: string) => Promise<unknown>
  #wanted = 0
  #made = 0

  constructor(send: (text: string) => Promise<unknown>) {
    this.#send = send
  }
  async set(): Promise<void> {
    this.#wanted++
  }
  /** Before any statement of a piece of work. */
  setWanted(): void {
    // a savepoint that fails makes the statement behind it fail, and that one is waited for
    while (this.#made < this.#wanted) this.#send(`savepoint piece_${++this.#made}`).catch(() => undefined)
  }
  async keep(): Promise<void> {
    if (this.#made === this.#wanted--) await this.#send(`release savepoint piece_${this.#made--}`)
  }
  async undo(): Promise<void> {
    if (this.#made !== this.#wanted--) return
    const name = `piece_${this.#made--}`
    await this.#send(`rollback to savepoint ${name}`)
    await this.#send(`release savepoint ${name}`)
  }
  /** With the transaction all its marks are gone. */
  forget(): void {
    this.#wanted = 0
    this.#made = 0
  }
}
