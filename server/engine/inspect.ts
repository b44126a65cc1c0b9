import { sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import type { HistoryEvent } from './run.ts'

export type Inspection = {
  process: string
  version: number
  xml: string
  state: 'active' | 'completed' | 'cancelled'
  active: { elementId: string; tokenNo: number; taskNo: number | null; state: 'waiting' | 'failed'; since: Date }[]
  visited: string[]
  flows: string[]
  incidents: { elementId: string; code: string; message: string; attempts: number; openedAt: Date }[]
  history: { event: HistoryEvent; elementId: string | null; tokenNo: number | null; at: Date }[]
}

type Head = Pick<Inspection, 'process' | 'version' | 'xml' | 'state'>

/** Where an instance stands, and how it came there. */
export async function inspect({ instanceId }: { instanceId: string }, ctx: Context): Promise<Inspection> {
  const heads = await sql<Head>`
    select d.key as process, d.version, d.xml, i.state
    from engine_instance i join engine_definition d on d.id = i.definition_id where i.id = ${instanceId}`.execute(
    ctx.tx,
  )
  const head = heads.rows[0]
  if (!head) throw new Missing('instanceUnknown')
  const active = await sql<Inspection['active'][number]>`
    select t.element_id as "elementId", t.no as "tokenNo", k.no as "taskNo", t.state, t.since
    from engine_token t left join engine_task k on k.instance_id = t.instance_id and k.token_no = t.no
    where t.instance_id = ${instanceId} order by t.no`.execute(ctx.tx)
  const incidents = await sql<Inspection['incidents'][number]>`
    select element_id as "elementId", code, message, attempts, opened_at as "openedAt" from engine_incident
    where instance_id = ${instanceId} and closed_at is null order by no`.execute(ctx.tx)
  const history = await historyOf(instanceId, ctx)
  const named = (event: HistoryEvent) => [
    ...new Set(history.flatMap((row) => (row.event === event && row.elementId ? [row.elementId] : []))),
  ]
  return {
    ...head,
    active: active.rows,
    visited: named('entered'),
    flows: named('taken'),
    incidents: incidents.rows,
    history,
  }
}

type Packed = [event: HistoryEvent, elementId?: string | null, tokenNo?: number | null]

async function historyOf(instanceId: string, ctx: Context): Promise<Inspection['history']> {
  const { rows } = await sql<{ at: Date; events: Packed[] }>`
    select at, events from engine_history where instance_id = ${instanceId} order by no`.execute(ctx.tx)
  return rows.flatMap(({ at, events }) =>
    events.map(([event, elementId = null, tokenNo = null]) => ({ event, elementId, tokenNo, at })),
  )
}
