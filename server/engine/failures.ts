import { sql } from 'kysely'
import type { Context } from '../db/context.ts'
import { definitionOf } from './definitions.ts'
import { bindingsOf } from './store.ts'
import type { Works } from './work.ts'

export type OpenFailure = { elementId: string; elementName: string; message: string; attempts: number; openedAt: Date }

/** What an instance could not do by itself and still waits for, each with the name its element bears. */
export async function failures(
  works: Works,
  { instanceId }: { instanceId: string },
  ctx: Context,
): Promise<OpenFailure[]> {
  const { rows } = await sql<Omit<OpenFailure, 'elementName'> & { definitionId: string }>`
    select d.element_id as "elementId", d.message, d.attempts, d.opened_at as "openedAt", i.definition_id as "definitionId"
    from engine_incident d join engine_instance i on i.id = d.instance_id
    where d.instance_id = ${instanceId} and d.closed_at is null order by d.no`.execute(ctx.tx)
  const [first] = rows
  if (!first) return []
  const { elements } = await definitionOf(first.definitionId, bindingsOf(works), ctx)
  return rows.map(({ definitionId: _, ...row }) => ({
    ...row,
    elementName: elements.get(row.elementId)?.name ?? row.elementId,
  }))
}
