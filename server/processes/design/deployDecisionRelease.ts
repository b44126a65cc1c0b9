import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../db/context.ts'
import type { Engine } from '../../engine/index.ts'

/** Deploys the decisions of a release, unless they are among the versions already, or staff have deployed newer ones since. */
export async function deployDecisionRelease(engine: Engine, { key, xml }: { key: string; xml: string }, ctx: Context) {
  const sha = createHash('sha256').update(xml).digest('hex')
  const { rows } = await sql<{ isSame: boolean; by: string }>`
    select sha = ${sha} as "isSame", deployed_by as by from engine_decision where key = ${key} order by version desc`.execute(
    ctx.tx,
  )
  const isKnown = rows.some(({ isSame }) => isSame)
  if (!isKnown && !rows[0]?.by.startsWith('staff:')) await engine.deployDecision({ xml }, ctx)
}
