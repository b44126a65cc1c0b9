import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { createInterface } from 'node:readline'
import { inTransaction } from '../db/context.ts'
import type { Db } from '../db/database.ts'
import { beginImport, columnsIn, endImport, type Import, importPortion } from '../domain/reading/index.ts'

const actor = { kind: 'system', name: 'readings' } as const
/** Small enough for a transaction to last well under a second. */
const PORTION = 1_000

type Options = { db: Db; file: string; onPortion?: (done: Import) => void }

/**
 * Takes a file of readings, portion by portion, and answers its sums. A file taken before changes nothing; one that broke off goes
 * on after its last portion. Throws when the first line says neither columns nor JSON.
 */
export async function importReadingFile({ db, file, onPortion = () => {} }: Options): Promise<Import> {
  const sha256 = await hashOf(file)
  const begin = () => inTransaction(db, actor, (ctx) => beginImport({ sha256, name: basename(file) }, ctx))
  const begun = await begin()
  if (begun.isEnded) return begun
  let from = begun.linesDone
  for await (const { lines, columns } of portionsOf(file, from)) {
    const portion = { importId: begun.id, from, lines, columns }
    await inTransaction(db, actor, (ctx) => importPortion(portion, ctx))
    from += lines.length
    onPortion(await begin())
  }
  await inTransaction(db, actor, (ctx) => endImport({ importId: begun.id }, ctx))
  return begin()
}

async function hashOf(file: string): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest()
}

/** The header is no line of its own; blank lines are none either. `skip`: lines that were done before. */
async function* portionsOf(file: string, skip: number) {
  let columns: ReturnType<typeof columnsIn>
  let [seen, isFirst] = [0, true]
  let lines: string[] = []
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() === '') continue
    if (isFirst) {
      isFirst = false
      columns = columnsIn(text)
      if (columns === undefined)
        throw new Error('the first line names neither the columns (meter;date;total;…) nor is it JSON')
      if (columns !== null) continue
    }
    if (seen++ < skip) continue
    lines.push(text)
    if (lines.length < PORTION) continue
    yield { lines, columns: columns ?? null }
    lines = []
  }
  if (lines.length > 0) yield { lines, columns: columns ?? null }
}
