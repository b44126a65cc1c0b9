import { sql } from 'kysely'
import type { Context } from '../db/context.ts'
import { definitionOf } from './definitions.ts'
import { bindingsOf } from './store.ts'
import type { Works } from './work.ts'

export type Startable = { key: string; name: string; version: number }

/** Processes whose newest version has a plain start, by name: the others begin by themselves. */
export async function startable(works: Works, ctx: Context): Promise<Startable[]> {
  const { rows } = await sql<Startable & { id: string }>`
    select distinct on (key) id, key, name, version from engine_definition order by key, version desc`.execute(ctx.tx)
  const found: Startable[] = []
  for (const { id, key, name, version } of rows) {
    const { starts } = await definitionOf(id, bindingsOf(works), ctx)
    if (starts.some(({ trigger }) => trigger.kind === 'none')) found.push({ key, name, version })
  }
  return found.sort((a, b) => a.name.localeCompare(b.name, 'ru'))
}
