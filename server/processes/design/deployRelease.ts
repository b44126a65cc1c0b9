import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../db/context.ts'
import type { Engine } from '../../engine/index.ts'
import { versionsOf } from './definitions.ts'

const shaOf = (xml: string) => createHash('sha256').update(xml).digest('hex')

/**
 * Deploys the drawing of a release, unless it is among the versions already, or an analyst has drawn a newer one since: a restart
 * must not take back what people have deployed or rolled back to.
 */
export async function deployRelease(engine: Engine, { key, xml }: { key: string; xml: string }, ctx: Context) {
  const { rows } = await sql`select 1 from engine_definition where key = ${key} and sha = ${shaOf(xml)}`.execute(ctx.tx)
  const [newest] = await versionsOf({ key }, ctx)
  if (rows.length === 0 && !newest?.deployedBy.startsWith('staff:')) await engine.deploy({ xml }, ctx)
}

/** The same of the decisions that a drawing asks. */
export async function deployDecisionOfRelease(
  engine: Engine,
  { key, xml }: { key: string; xml: string },
  ctx: Context,
) {
  const { rows } = await sql<{ by: string; isThis: boolean }>`
    select deployed_by as by, sha = ${shaOf(xml)} as "isThis" from engine_decision where key = ${key} order by version desc`.execute(
    ctx.tx,
  )
  if (rows[0]?.by.startsWith('staff:') || rows.some(({ isThis }) => isThis)) return
  await engine.deployDecision({ xml }, ctx)
}
