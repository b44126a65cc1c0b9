import { sql } from 'kysely'
import type { ProcessKey } from '#shared/contract/process'
import { announce } from '../../db/announce.ts'
import type { Context } from '../../db/context.ts'

type Said = { key: ProcessKey; name: string; version: number; comment: string; rolledBackTo: number | null }

/** Keeps what was said of a version just deployed, and tells everybody. */
export async function recordVersion(said: Said, ctx: Context): Promise<void> {
  const { key, version, comment, rolledBackTo } = said
  await sql`
    insert into process_version (key, version, comment, rolled_back_to) values (${key}, ${version}, ${comment}, ${rolledBackTo})`.execute(
    ctx.tx,
  )
  await announce(ctx, 'processDeployed', said)
}
