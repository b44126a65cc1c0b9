/** What a cell may hold; objects go to json columns. */
export type Cell = string | number | Date | object | null
export type ColumnType = 'uuid' | 'int' | 'text' | 'timestamptz' | 'json' | 'jsonb'
/** A statement over columns of values: `source` stands for `unnest($1::uuid[], …)`. */
export type Write = { types: readonly ColumnType[]; sql: (source: string) => string }

/** A value that PostgreSQL cannot keep. */
export class BadValue extends Error {}

/** Rows for one statement, column by column: PostgreSQL takes one array a column far faster than rows of JSON. */
export class Sheet {
  readonly #columns: string[][]
  readonly write: Write

  constructor(write: Write) {
    this.write = write
    this.#columns = write.types.map(() => [])
  }
  get length(): number {
    return this.#columns[0]?.length ?? 0
  }
  /** A row of `literals`. */
  add(row: readonly string[]): void {
    for (let n = 0; n < row.length; n++) this.#columns[n]?.push(row[n] ?? 'NULL')
  }
  /** One array literal a column. */
  values(): string[] {
    return this.#columns.map((column) => `{${column.join(',')}}`)
  }
}

/** A row as elements of array literals. Throws BadValue. */
export const literals = (types: readonly ColumnType[], row: readonly Cell[]): string[] =>
  types.map((type, n) => literal(type, row[n] ?? null))

let lastInstant: Date | undefined
let lastText = ''
/** The rows of an advance have the same instant in most of their cells. */
function instantText(at: Date): string {
  if (at !== lastInstant) {
    lastInstant = at
    lastText = `"${at.toISOString()}"`
  }
  return lastText
}

/** A PostgreSQL array of texts. */
export const textArray = (texts: readonly string[]): string => `{${texts.map(quoted).join(',')}}`

function literal(type: ColumnType, cell: Cell): string {
  if (cell === null) return 'NULL'
  if (type === 'int' || type === 'uuid') return String(cell)
  if (cell instanceof Date) return instantText(cell)
  return type === 'text' ? quoted(String(cell)) : quoted(json(cell))
}

function json(cell: Cell): string {
  const text = JSON.stringify(cell)
  // text that jsonb refuses, and that would take the whole statement with it
  if (text.includes('\\u0000')) throw new BadValue('a text with a null character')
  return text
}

const SPECIAL = /["\\]/
function quoted(text: string): string {
  if (text.includes('\0')) throw new BadValue('a text with a null character')
  return SPECIAL.test(text) ? `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : `"${text}"`
}
