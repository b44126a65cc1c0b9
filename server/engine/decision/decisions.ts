import type { Context } from '../../db/context.ts'
import { type Ask, askIn } from '../ask.ts'
import { compileDecisions, type Decisions } from './compileDecisions.ts'
import { FailedDecision } from './decision.ts'

export type DecisionRow = { id: string; version: number; sha: string }

/** Versions are immutable, so what has been compiled once stays valid for the life of the server. */
const compiled = new Map<string, Promise<Decisions>>()

export async function newestDecision(key: string, ask: Ask): Promise<DecisionRow | undefined> {
  const newest = 'select id, version, sha from engine_decision where key = $1 order by version desc limit 1'
  return (await ask<DecisionRow>(newest, [key]))[0]
}

/** The decisions of the file in which `key` was deployed. `version` null: the newest. Throws FailedDecision. */
export async function decisionsOf(key: string, version: number | null, ctx: Context): Promise<Decisions> {
  const ask = askIn(ctx)
  const exact = 'select id, version, sha from engine_decision where key = $1 and version = $2'
  const row = version === null ? await newestDecision(key, ask) : (await ask<DecisionRow>(exact, [key, version]))[0]
  if (!row) throw new FailedDecision(`there is no decision ${key}${version === null ? '' : ` version ${version}`}`)
  const known = compiled.get(row.id)
  if (known) return known
  const fresh = load(row.id, ask)
  compiled.set(row.id, fresh)
  fresh.catch(() => compiled.delete(row.id))
  return fresh
}

async function load(id: string, ask: Ask): Promise<Decisions> {
  const [row] = await ask<{ xml: string }>('select xml from engine_decision where id = $1', [id])
  const { decisions } = await compileDecisions(row?.xml ?? '')
  if (!decisions) throw new FailedDecision(`decision ${id} no longer compiles`)
  return decisions
}
