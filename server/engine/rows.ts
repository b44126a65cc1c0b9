/** Rows of one instance in memory, remembering what differs from the database. Keyed by the number within the instance. */
export class Rows<Row extends { no: number }> {
  readonly #rows: Map<number, Row>
  readonly #stored: ReadonlySet<number>
  readonly #changed = new Set<number>()
  readonly #dropped = new Set<number>()

  constructor(stored: readonly Row[]) {
    this.#rows = new Map(stored.map((row) => [row.no, row]))
    this.#stored = new Set(this.#rows.keys())
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
    if (this.#stored.has(no)) this.#dropped.add(no)
  }
  changed(): Row[] {
    return this.all().filter((row) => this.#changed.has(row.no))
  }
  dropped(): number[] {
    return [...this.#dropped]
  }
}
