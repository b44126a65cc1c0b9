import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import { actorName, type Context } from '../../db/context.ts'
import { newId } from '../../db/newId.ts'
import { askIn } from '../ask.ts'
import type { Problem } from '../problem.ts'
import { compileDecisions } from './compileDecisions.ts'
import { newestDecision } from './decisions.ts'

/** A drawing of decisions that cannot be executed: every reason, each with its place. */
export class DecisionRefused extends Refusal<'decisionRefused'> {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super('decisionRefused', { problems })
    this.problems = problems
  }
}

export type DeployedDecision = { key: string; version: number; isNew: boolean }

/** Adds a version of every decision in a DMN file; the same file again is the version it was. Throws DecisionRefused. */
export async function deployDecision({ xml }: { xml: string }, ctx: Context): Promise<DeployedDecision[]> {
  const { decisions, problems } = await compileDecisions(xml)
  if (!decisions) throw new DecisionRefused(problems)
  const sha = createHash('sha256').update(xml).digest('hex')
  const deployed: DeployedDecision[] = []
  // in one order, so that two deployments of overlapping files do not wait for each other
  for (const key of [...decisions.keys()].sort())
    deployed.push(await addVersion({ key, name: decisions.get(key)?.name ?? key, sha, xml }, ctx))
  return deployed
}

type Addition = { key: string; name: string; sha: string; xml: string }

async function addVersion({ key, name, sha, xml }: Addition, ctx: Context): Promise<DeployedDecision> {
  await sql`select pg_advisory_xact_lock(hashtext(${`engine_decision ${key}`}))`.execute(ctx.tx)
  const newest = await newestDecision(key, askIn(ctx))
  if (newest?.sha === sha) return { key, version: newest.version, isNew: false }
  const version = (newest?.version ?? 0) + 1
  await sql`
    insert into engine_decision (id, key, version, name, sha, xml, deployed_at, deployed_by)
    values (${newId<string>()}, ${key}, ${version}, ${name}, ${sha}, ${xml}, ${ctx.now}, ${actorName(ctx.actor)})`.execute(
    ctx.tx,
  )
  return { key, version, isNew: true }
}
