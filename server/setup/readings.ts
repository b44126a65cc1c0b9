// npm run readings -- FILE [--report REJECTS.csv]: takes a file of readings; the same file again changes nothing.
import { createWriteStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { inTransaction } from '../db/context.ts'
import { openDatabase } from '../db/database.ts'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { listRejects } from '../domain/reading/index.ts'
import { readOptions } from '../options.ts'
import { deployProcesses } from '../processes/index.ts'
import { importReadingFile } from './readingFile.ts'

const { values, positionals } = parseArgs({ options: { report: { type: 'string' } }, allowPositionals: true })
const [file] = positionals
if (!file) {
  console.error('npm run readings -- FILE [--report REJECTS.csv]')
  process.exit(2)
}
const options = readOptions([], process.env)
// a server at work shares its database; without one it is started for the while
const embedded = options.databaseUrl ? null : await startEmbedded({ folder: options.data })
const url = options.databaseUrl ?? embedded?.url ?? ''
await migrate(url)
const db = openDatabase(url)
try {
  await deployProcesses(db)
  const done = await importReadingFile({
    db,
    file,
    onPortion: ({ linesDone, rejected }) => console.error(`${linesDone} lines, ${rejected} rejected`),
  })
  if (values.report) await writeReport(values.report, done.id)
  const { id: _, ...sums } = done
  console.log(JSON.stringify(sums))
} finally {
  await db.destroy()
  if (!embedded?.wasRunning) await embedded?.stop()
}

async function writeReport(path: string, importId: string): Promise<void> {
  const rejects = await inTransaction(db, { kind: 'system', name: 'readings' }, (ctx) => listRejects({ importId }, ctx))
  const out = createWriteStream(path)
  out.write('line;reasons\n')
  for (const { line, reasons } of rejects) out.write(`${line};${reasons.join(',')}\n`)
  await new Promise((done) => out.end(done))
}
