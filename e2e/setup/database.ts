import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../server/db/embedded.ts'
import { migrate } from '../../server/db/migrate.ts'

/** One PostgreSQL for all domain tests, with a migrated database that every world is cloned from. */
export async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'okno-test-'))
  const database = await startEmbedded({ folder, isDurable: false })
  await migrate(database.url)
  project.provide('templateUrl', database.url)
  return async () => {
    await database.stop()
    await rm(database.clusterFolder, { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  }
}
