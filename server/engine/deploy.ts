import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import { actorName, type Context } from '../db/context.ts'
import { newId } from '../db/newId.ts'
import { compile } from './compile.ts'
import { newestDefinition } from './definitions.ts'
import type { Problem } from './problem.ts'
import { bindingsOf } from './store.ts'
import type { Works } from './work.ts'

/** A drawing that cannot be executed: every reason, each with its place. */
export class ProcessRefused extends Refusal<'processRefused'> {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super('processRefused', { problems })
    this.problems = problems
  }
}

export type Deployed = { definitionId: string; key: string; version: number; isNew: boolean }

/** Adds a version of a process; the same drawing again is the version it was. Instances that run keep theirs. Throws ProcessRefused. */
export async function deploy(works: Works, { xml }: { xml: string }, ctx: Context): Promise<Deployed> {
  const key = /<(?:\w+:)?process\s[^>]*\bid="([^"]+)"/.exec(xml)?.[1] ?? ''
  const { definition, problems } = await compile(xml, bindingsOf(works)(key))
  if (!definition) throw new ProcessRefused(problems)
  await sql`select pg_advisory_xact_lock(hashtext(${`engine_definition ${definition.key}`}))`.execute(ctx.tx)
  const sha = createHash('sha256').update(xml).digest('hex')
  const newest = await newestDefinition(definition.key, ctx)
  if (newest?.sha === sha)
    return { definitionId: newest.id, key: definition.key, version: newest.version, isNew: false }
  const definitionId = newId<string>()
  const version = (newest?.version ?? 0) + 1
  await sql`
    insert into engine_definition (id, key, version, name, sha, xml, deployed_at, deployed_by)
    values (${definitionId}, ${definition.key}, ${version}, ${definition.name}, ${sha}, ${xml}, ${ctx.now}, ${actorName(ctx.actor)})`.execute(
    ctx.tx,
  )
  return { definitionId, key: definition.key, version, isNew: true }
}
