import { actorName } from '../db/context.ts'
import type { Ask } from './ask.ts'
import type { Rows } from './rows.ts'
import type { Run } from './run.ts'
import { type Cell, literals, Sheet, type Write } from './sheet.ts'
import { stepFacts } from './stepFacts.ts'
import * as tables from './tables.ts'

/** Timers that are due later are found by the timer loop itself, which never sleeps longer. */
export const LONGEST_SLEEP_MS = 60_000

/** What advances changed, gathered to be written in one statement. */
export class Changes {
  readonly #sheets = new Map(tables.WRITES.map((write) => [write, new Sheet(write)]))
  #hasNearTimer = false
  #callsOutside = false

  /** All of it or, when something cannot be kept, nothing. Throws BadValue. */
  add(run: Run): void {
    const rows = rowsOf(run)
    for (const [write, row] of rows) this.#sheets.get(write)?.add(row)
    if (run.posts.some(({ kind }) => kind === 'outside')) this.#callsOutside = true
    const horizon = run.ctx.now.getTime() + LONGEST_SLEEP_MS
    const timers = [...run.timers.added(), ...run.timers.altered()]
    if (timers.some(({ tryAt }) => tryAt.getTime() <= horizon)) this.#hasNearTimer = true
  }

  /** Writes it. Nothing in it depends on the order: every row is another one. */
  async flush(ask: Ask): Promise<void> {
    const sheets = [...this.#sheets.values()].filter(({ length }) => length > 0)
    if (sheets.length === 0) return
    let next = 1
    const parts = sheets.map(({ write }, n) => {
      const source = `unnest(${write.types.map((type) => `$${next++}::${type}[]`).join(', ')})`
      return `w${n} as (${write.sql(source)})`
    })
    const told = ['1']
    if (this.#sheets.get(tables.posts.insert)?.length) told.push("pg_notify('okno_post', '')")
    if (this.#sheets.get(tables.facts.insert)?.length) told.push("pg_notify('okno_fact', '')")
    if (this.#callsOutside) told.push("pg_notify('okno_outside', '')")
    if (this.#hasNearTimer) told.push("pg_notify('okno_timer', '')")
    await ask(
      `with ${parts.join(', ')} select ${told.join(', ')}`,
      sheets.flatMap((sheet) => sheet.values()),
    )
  }
}

function rowsOf(run: Run): [Write, string[]][] {
  const { instance } = run
  const found: [Write, string[]][] = []
  const put = (write: Write, cells: readonly Cell[]) => void found.push([write, literals(write.types, cells)])
  const putRows = <Row extends { no: number }>(rows: Rows<Row>, table: tables.Table<Row>) => {
    for (const row of rows.added()) put(table.insert, table.cells(instance.id, row))
    for (const row of rows.altered()) put(table.update, table.cells(instance.id, row))
    for (const row of rows.dropped()) put(table.remove, [instance.id, row.no])
  }
  if (run.isNew) put(tables.instances.insert, tables.instances.added(instance))
  else put(tables.instances.update, tables.instances.altered(instance))
  putRows(run.scopes, tables.scopes)
  putRows(run.tokens, tables.tokens)
  putRows(run.tasks, tables.tasks)
  putRows(run.timers, tables.timers)
  putRows(run.subscriptions, tables.subscriptions)
  putRows(run.patches, tables.patches)
  putRows(run.incidents, tables.incidents)
  if (run.history.length > 0)
    put(tables.history.insert, tables.history.cells(instance.id, run.history, actorName(run.ctx.actor)))
  for (const post of run.posts) put(tables.posts.insert, tables.posts.cells(instance.id, run.ctx.now, post))
  for (const fact of stepFacts(run)) put(tables.facts.insert, tables.facts.cells(fact))
  return found
}

/** Writes what one advance changed. */
export async function flush(run: Run, ask: Ask): Promise<void> {
  const changes = new Changes()
  changes.add(run)
  await changes.flush(ask)
}
