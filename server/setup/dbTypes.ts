// Regenerates server/db/schema.ts from the migrated schema.
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'

const folder = await mkdtemp(join(tmpdir(), 'okno-types-'))
const database = await startEmbedded({ folder, isDurable: false })
try {
  await migrate(database.url)
  const args = [
    '--dialect',
    'postgres',
    '--url',
    database.url,
    '--out-file',
    'server/db/schema.ts',
    '--log-level',
    'error',
    '--numeric-parser',
    'number',
    '--type-mapping',
    '{"int8":"number","xid8":"string"}',
  ]
  const { status } = spawnSync('kysely-codegen', args, { stdio: 'inherit' })
  process.exitCode = status ?? 1
} finally {
  await database.stop()
  await rm(database.clusterFolder, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}
