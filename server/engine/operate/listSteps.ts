import { sql } from 'kysely'
import type { Context } from '../../db/context.ts'
import type { HistoryEvent } from '../run.ts'

export type Step = {
  no: number
  at: Date
  event: HistoryEvent
  elementId: string | null
  tokenNo: number | null
  detail: unknown
  actor: string | null
}
/** `olderSteps`: the number to ask with for those before; null: there are none. */
export type Steps = { steps: Step[]; olderSteps: number | null }
type Packed = [event: HistoryEvent, elementId?: string | null, tokenNo?: number | null, detail?: unknown]

/** Advances, not events: one is a row. */
const PAGE = 200

/** The newest steps of an instance, or those before number `before`, in the order they happened. */
export async function listSteps(
  { instanceId, before }: { instanceId: string; before?: number },
  ctx: Context,
): Promise<Steps> {
  const { rows } = await sql<{ no: number; at: Date; events: Packed[]; actor: string | null }>`
    select no, at, events, actor from engine_history
    where instance_id = ${instanceId} and no < coalesce(${before ?? null}::int, 2147483647)
    order by no desc limit ${PAGE + 1}`.execute(ctx.tx)
  const page = rows.slice(0, PAGE).reverse()
  const steps = page.flatMap(({ no, at, events, actor }) =>
    events.map(([event, elementId = null, tokenNo = null, detail = null], n) => ({
      ...{ no: no + n, at, event, elementId, tokenNo, detail, actor },
    })),
  )
  return { steps, olderSteps: rows.length > PAGE ? (page[0]?.no ?? null) : null }
}
