import { sql } from 'kysely'
import type { Context } from '../../db/context.ts'
import type { DeployedVersion } from '../../domain/process/index.ts'

const columns = sql`key, version, name, deployed_at as "deployedAt", deployed_by as "deployedBy"`

export async function newestVersions(ctx: Context): Promise<DeployedVersion[]> {
  const { rows } = await sql<DeployedVersion>`
    select distinct on (key) ${columns} from engine_definition order by key, version desc`.execute(ctx.tx)
  return rows
}

/** Newest first. */
export async function versionsOf({ key }: { key: string }, ctx: Context): Promise<DeployedVersion[]> {
  const { rows } = await sql<DeployedVersion>`
    select ${columns} from engine_definition where key = ${key} order by version desc`.execute(ctx.tx)
  return rows
}

export async function xmlOf(which: { key: string; version: number }, ctx: Context): Promise<string | null> {
  const { rows } = await sql<{ xml: string }>`
    select xml from engine_definition where key = ${which.key} and version = ${which.version}`.execute(ctx.tx)
  return rows[0]?.xml ?? null
}

/** By name, each in its newest version. */
export async function newestDecisions(ctx: Context): Promise<{ key: string; name: string }[]> {
  const { rows } = await sql<{ key: string; name: string }>`
    select distinct on (key) key, name from engine_decision order by key, version desc`.execute(ctx.tx)
  return rows
}
