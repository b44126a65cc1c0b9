import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Refusal } from '#shared/contract/contract'
import { actorName, type Context } from '../db/context.ts'
import { newId } from '../db/newId.ts'
import { callCycle } from './callCycle.ts'
import { compile } from './compile.ts'
import type { Definition } from './definition.ts'
import { newestDefinition } from './definitions.ts'
import type { Problem } from './problem.ts'
import { reporter } from './report.ts'
import { replaceStarts } from './starts/replaceStarts.ts'
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

/** `warnings`: what is odd in the drawing, though it can be executed. */
export type Deployed = { definitionId: string; key: string; version: number; isNew: boolean; warnings: Problem[] }

/** Adds a version of a process; the same drawing again is the version it was. Instances that run keep theirs. Throws ProcessRefused. */
export async function deploy(works: Works, { xml }: { xml: string }, ctx: Context): Promise<Deployed> {
  const key = /<(?:\w+:)?process\s[^>]*\bid="([^"]+)"/.exec(xml)?.[1] ?? ''
  const { definition, problems } = await compile(xml, bindingsOf(works)(key))
  if (!definition) throw new ProcessRefused(problems)
  await refuseCycle(definition, xml, ctx)
  await sql`select pg_advisory_xact_lock(hashtext(${`engine_definition ${definition.key}`}))`.execute(ctx.tx)
  const sha = createHash('sha256').update(xml).digest('hex')
  const newest = await newestDefinition(definition.key, ctx)
  if (newest?.sha === sha)
    return { definitionId: newest.id, key: definition.key, version: newest.version, isNew: false, warnings: problems }
  const definitionId = newId<string>()
  const version = (newest?.version ?? 0) + 1
  await sql`
    insert into engine_definition (id, key, version, name, sha, xml, calls, deployed_at, deployed_by)
    values (${definitionId}, ${definition.key}, ${version}, ${definition.name}, ${sha}, ${xml}, ${definition.calls}, ${ctx.now}, ${actorName(ctx.actor)})`.execute(
    ctx.tx,
  )
  await replaceStarts(definition, definitionId, ctx)
  return { definitionId, key: definition.key, version, isNew: true, warnings: problems }
}

/** Processes that call each other in a circle would never come to an end. */
async function refuseCycle(definition: Definition, xml: string, ctx: Context): Promise<void> {
  const way = await callCycle(definition, ctx)
  if (!way) return
  const calling = [...definition.elements.values()].find((e) => e.kind === 'callActivity' && e.process === way[1])
  const report = reporter(xml)
  report.refuse('callCycle', calling ? { ...calling, $type: 'bpmn:CallActivity' } : null, way.join(' → '))
  throw new ProcessRefused(report.problems)
}
