/** Rows of one instance in memory, remembering what differs from the database. Keyed by the number within the instance. */
export class Rows<Row extends { no: number }> {
  readonly #stored: readonly Row[]
  #rows: Map<number, Row> | undefined
  #changed: Set<number> | undefined
  #isInOrder = true
  #newest = 0

  /** `stored`: as they stand in the database, in the order of their numbers. */
  constructor(stored: readonly Row[] = []) {
    this.#stored = stored
    this.#newest = stored.at(-1)?.no ?? 0
  }
  get(no: number): Row | undefined {
    return this.#rows ? this.#rows.get(no) : this.#stored.find((row) => row.no === no)
  }
  all(): Row[] {
    if (!this.#rows) return [...this.#stored]
    const rows = [...this.#rows.values()]
    return this.#isInOrder ? rows : rows.sort((a, b) => a.no - b.no)
  }
  get size(): number {
    return this.#rows ? this.#rows.size : this.#stored.length
  }
  put(row: Row): Row {
    const rows = this.#own()
    // a number that comes again goes to the end of the map, behind newer ones
    if (row.no > this.#newest) this.#newest = row.no
    else if (!rows.has(row.no)) this.#isInOrder = false
    rows.set(row.no, row)
    this.#changed ??= new Set()
    this.#changed.add(row.no)
    return row
  }
  drop(no: number): void {
    this.#own().delete(no)
    this.#changed?.delete(no)
  }
  /** Not yet in the database. */
  added(): Row[] {
    return this.#put(false)
  }
  /** In the database with other content. */
  altered(): Row[] {
    return this.#put(true)
  }
  /** In the database, as they were, and no longer wanted. */
  dropped(): Row[] {
    const rows = this.#rows
    return rows ? this.#stored.filter(({ no }) => !rows.has(no)) : []
  }
  /** Most rows of most advances are never touched, and need no map. */
  #own(): Map<number, Row> {
    this.#rows ??= new Map(this.#stored.map((row) => [row.no, row]))
    return this.#rows
  }
  #put(isStored: boolean): Row[] {
    const changed = this.#changed
    if (!changed || changed.size === 0) return []
    return this.all().filter(({ no }) => changed.has(no) && this.#stored.some((row) => row.no === no) === isStored)
  }
}
