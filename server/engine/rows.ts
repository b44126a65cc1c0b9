/** Rows of one instance in memory, remembering what differs from the database. Keyed by the number within the instance. */
export class Rows<Row extends { no: number }> {
  readonly #rows: Map<number, Row>
  readonly #stored: ReadonlyMap<number, Row>
  readonly #changed = new Set<number>()

  constructor(stored: readonly Row[]) {
    this.#stored = new Map(stored.map((row) => [row.no, row]))
    this.#rows = new Map(this.#stored)
  }
  get(no: number): Row | undefined {
    return this.#rows.get(no)
  }
  all(): Row[] {
    return [...this.#rows.values()].sort((a, b) => a.no - b.no)
  }
  get size(): number {
    return this.#rows.size
  }
  put(row: Row): Row {
    this.#rows.set(row.no, row)
    this.#changed.add(row.no)
    return row
  }
  drop(no: number): void {
    this.#rows.delete(no)
    this.#changed.delete(no)
  }
  /** Not yet in the database. */
  added(): Row[] {
    return this.#put((no) => !this.#stored.has(no))
  }
  /** In the database with other content. */
  altered(): Row[] {
    return this.#put((no) => this.#stored.has(no))
  }
  /** In the database, as they were, and no longer wanted. */
  dropped(): Row[] {
    return [...this.#stored.values()].filter(({ no }) => !this.#rows.has(no))
  }
  #put(isMeant: (no: number) => boolean): Row[] {
    if (this.#changed.size === 0) return []
    return this.all().filter(({ no }) => this.#changed.has(no) && isMeant(no))
  }
}
