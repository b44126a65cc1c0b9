import { sql } from 'kysely'
import type { Context } from '../db/context.ts'
import { type Ask, askIn } from './ask.ts'
import type { Bindings } from './compile/compiler.ts'
import { compile } from './compile.ts'
import type { Definition } from './definition.ts'

/** Versions are immutable, so what has been compiled once stays valid for the life of the server. */
const compiled = new Map<string, Promise<Definition>>()

export function definitionOf(id: string, bindings: (key: string) => Bindings, ctx: Context): Promise<Definition> {
  const known = compiled.get(id)
  if (known) return known
  const fresh = load(id, bindings, ctx)
  compiled.set(id, fresh)
  fresh.catch(() => compiled.delete(id))
  return fresh
}

async function load(id: string, bindings: (key: string) => Bindings, ctx: Context): Promise<Definition> {
  const { rows } = await sql<{
    key: string
    xml: string
  }>`select key, xml from engine_definition where id = ${id}`.execute(ctx.tx)
  const row = rows[0]
  if (!row) throw new Error(`no process definition ${id}`)
  const { definition, problems } = await compile(row.xml, bindings(row.key))
  if (!definition)
    throw new Error(
      `process definition ${id} no longer compiles: ${problems.map(({ code, elementId }) => `${code} ${elementId}`).join(', ')}`,
    )
  return definition
}

export type DefinitionRow = { id: string; version: number; sha: string }

export const newestDefinition = async (key: string, ctx: Context): Promise<DefinitionRow | undefined> =>
  (await newestDefinitions([key], askIn(ctx))).get(key)

/** By process key; absent: nothing was deployed under it. */
export async function newestDefinitions(keys: readonly string[], ask: Ask): Promise<Map<string, DefinitionRow>> {
  const rows = await ask<DefinitionRow & { key: string }>(
    `select d.* from unnest($1::text[]) as wanted(key) cross join lateral (
      select key, id, version, sha from engine_definition where key = wanted.key order by version desc limit 1) d`,
    [keys],
  )
  return new Map(rows.map((row) => [row.key, row]))
}
