import { z } from 'zod'
import { Zone, ZoneValues } from '#shared/contract/reading'

/** A line of a file: by which number the meter is found, the day, the values. */
export type ParsedLine = { account: string | null; meter: string | null; takenOn: string; values: ZoneValues }
/** What the columns of a CSV file are; null: the file holds JSON, an object a line. */
export type Columns = readonly string[] | null

const COLUMNS: readonly string[] = ['account', 'meter', 'date', ...Zone.options]
const Day = z.iso.date()
const Numbered = z.object({
  account: z.string().min(1).max(40).nullable(),
  meter: z.string().min(1).max(40).nullable(),
})
const Line = Numbered.extend({ takenOn: Day, values: ZoneValues }).refine(
  ({ account, meter, values }) => (account !== null || meter !== null) && Object.keys(values).length > 0,
)
const Json = z.object({
  account: z.string().optional(),
  meter: z.string().optional(),
  date: z.string(),
  values: z.record(z.string(), z.unknown()),
})

const SEPARATOR = /[;,\t]/

/** The columns in the first line of a file. Undefined: neither the header of a table nor JSON. */
export function columnsIn(first: string): Columns | undefined {
  if (first.trimStart().startsWith('{')) return null
  const names = cellsOf(first.replace(/^\uFEFF/, ''))
  const isHeader = names.includes('date') && (names.includes('account') || names.includes('meter'))
  return isHeader && names.every((name) => COLUMNS.includes(name)) ? names : undefined
}

/** Null: the line says no reading. */
export function parseLine(text: string, columns: Columns): ParsedLine | null {
  const raw = columns === null ? ofJson(text) : ofCells(cellsOf(text), columns)
  const line = raw && Line.safeParse(raw)
  return line?.success ? line.data : null
}

const cellsOf = (text: string) => text.split(SEPARATOR).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))

function ofCells(cells: readonly string[], columns: readonly string[]) {
  const cell = (name: string) => cells[columns.indexOf(name)] || null
  if (cells.length !== columns.length) return null
  const zones = Zone.options.filter((zone) => cell(zone) !== null)
  const values = Object.fromEntries(zones.map((zone) => [zone, wholeOf(cell(zone) ?? '')]))
  return { account: cell('account'), meter: cell('meter'), takenOn: dayOf(cell('date') ?? ''), values }
}

function ofJson(text: string) {
  const line = Json.safeParse(jsonOf(text))
  if (!line.success) return null
  const { account = null, meter = null, date, values } = line.data
  return { account, meter, takenOn: dayOf(date), values }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const wholeOf = (text: string) => (/^\d{1,12}$/.test(text) ? Number(text) : Number.NaN)
/** `24.11.2026` as well as `2026-11-24`. */
const dayOf = (text: string) => text.replace(/^(\d{2})\.(\d{2})\.(\d{4})$/, '$3-$2-$1')
