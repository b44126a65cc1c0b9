import { sql } from 'kysely'
import type { Context } from '../../db/context.ts'

export type NodeStatistic = {
  elementId: string
  running: number
  incidents: number
  completed: number
  interrupted: number
  medianSeconds: number | null
  meanSeconds: number | null
}
export type Statistics = { instances: number; active: number; nodes: NodeStatistic[] }
type Input = { definitionId: string; since: Date }

// of rounds each one counts, not the token that holds them all
const NOW = sql`
  select t.element_id, count(*)::int as running, count(*) filter (where t.state = 'failed')::int as incidents
  from mine m join engine_token t on t.instance_id = m.id
  left join engine_scope s on s.instance_id = t.instance_id and s.no = t.scope_no
  where not (s.element_id is not distinct from t.element_id and coalesce(s.detail ->> 'role', '') = 'rounds')
  group by t.element_id`

/** Of one version: what stands where, and since a day how often and how fast each node was gone through. */
export async function nodeStatistics({ definitionId, since }: Input, ctx: Context): Promise<Statistics> {
  const { rows } = await sql<NodeStatistic>`
    with mine as (select id from engine_instance where definition_id = ${definitionId}),
    step as (
      select h.instance_id, h.no + e.n as no, h.at, e.event ->> 0 as event, e.event ->> 1 as element_id, e.event ->> 2 as token_no
      from mine m join engine_history h on h.instance_id = m.id and h.at >= ${since}
      cross join lateral json_array_elements(h.events) with ordinality as e(event, n)
      where e.event ->> 0 in ('entered', 'left', 'ended', 'interrupted')),
    stay as (
      select element_id, event, at - lag(at) over told as took, lag(event) over told as before
      from step window told as (partition by instance_id, element_id, token_no order by no)),
    past as (
      select element_id, count(*) filter (where event <> 'interrupted')::int as completed,
        count(*) filter (where event = 'interrupted')::int as interrupted,
        extract(epoch from percentile_cont(0.5) within group (order by took) filter (where event <> 'interrupted' and before = 'entered'))::float8 as median,
        extract(epoch from avg(took) filter (where event <> 'interrupted' and before = 'entered'))::float8 as mean
      from stay where event <> 'entered' group by element_id),
    now as (${NOW})
    select coalesce(now.element_id, past.element_id) as "elementId", coalesce(running, 0) as running,
      coalesce(incidents, 0) as incidents, coalesce(completed, 0) as completed, coalesce(interrupted, 0) as interrupted,
      median as "medianSeconds", mean as "meanSeconds"
    from now full join past using (element_id) order by 1`.execute(ctx.tx)
  return { ...(await count(definitionId, ctx)), nodes: rows }
}

async function count(definitionId: string, ctx: Context): Promise<{ instances: number; active: number }> {
  const { rows } = await sql<{ instances: number; active: number }>`
    select count(*)::int as instances, count(*) filter (where state = 'active')::int as active
    from engine_instance where definition_id = ${definitionId}`.execute(ctx.tx)
  return rows[0] ?? { instances: 0, active: 0 }
}
