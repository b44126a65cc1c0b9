import { sql } from 'kysely'
import type { Context } from '../../db/context.ts'

export type InstanceFilter = {
  instanceId?: string | undefined
  key?: string | undefined
  version?: number | undefined
  state?: string | undefined
  elementId?: string | undefined
  businessKey?: string | undefined
  /** A value compares as text: of a list or a context, as the JSON it is kept as. */
  variable?: { name: string; value: string } | undefined
  isOverdue: boolean
  hasIncident: boolean
  /** Those older than this one. */
  after?: string | undefined
  limit: number
}
export type FoundInstance = {
  id: string
  key: string
  name: string
  version: number
  businessKey: string
  state: 'active' | 'completed' | 'cancelled'
  startedAt: Date
  endedAt: Date | null
  endReason: string | null
  nodes: string[]
  incidents: number
  dueAt: Date | null
}

// what only holds something inside it stands nowhere itself
const NODES = sql`array(
  select distinct t.element_id from engine_token t
  left join engine_scope s on s.instance_id = t.instance_id and s.no = t.scope_no and s.element_id = t.element_id
  where t.instance_id = i.id and (s.no is null or (
    not exists (select 1 from engine_scope c where c.instance_id = i.id and c.parent_no = s.no)
    and not exists (select 1 from engine_token o where o.instance_id = i.id and o.scope_no = s.no and o.no <> t.no)))
  order by t.element_id)`
const COLUMNS = sql`
  i.id, d.key, d.name, d.version, i.business_key as "businessKey", i.state, i.started_at as "startedAt", i.ended_at as "endedAt",
  i.end_reason as "endReason", ${NODES} as nodes,
  (select count(*)::int from engine_incident n where n.instance_id = i.id and n.closed_at is null) as incidents,
  (select min(k.due_at) from engine_task k where k.instance_id = i.id) as "dueAt"`

/** Newest first: ids grow with time. */
export async function findInstances(filter: InstanceFilter, ctx: Context): Promise<FoundInstance[]> {
  const { rows } = await sql<FoundInstance>`
    select ${COLUMNS} from engine_instance i join engine_definition d on d.id = i.definition_id
    where ${sql.join(conditions(filter, ctx.now), sql` and `)}
    order by i.id desc limit ${filter.limit}`.execute(ctx.tx)
  return rows
}

function conditions({ key, version, state, ...rest }: InstanceFilter, now: Date) {
  const found = [sql`true`]
  if (rest.instanceId !== undefined) found.push(sql`i.id = ${rest.instanceId}`)
  if (rest.after !== undefined) found.push(sql`i.id < ${rest.after}`)
  if (key !== undefined)
    found.push(
      sql`i.definition_id in (select id from engine_definition where key = ${key} and version = coalesce(${version ?? null}::int, version))`,
    )
  if (state !== undefined) found.push(sql`i.state = ${state}`)
  if (rest.businessKey !== undefined) found.push(sql`i.business_key = ${rest.businessKey}`)
  if (rest.elementId !== undefined)
    found.push(
      sql`exists (select 1 from engine_token t where t.instance_id = i.id and t.element_id = ${rest.elementId})`,
    )
  if (rest.isOverdue)
    found.push(sql`exists (select 1 from engine_task k where k.instance_id = i.id and k.due_at <= ${now})`)
  if (rest.hasIncident)
    found.push(sql`exists (select 1 from engine_incident n where n.instance_id = i.id and n.closed_at is null)`)
  if (rest.variable) found.push(holds(rest.variable))
  return found
}

/** In any scope of the instance, as it stands now: the newest patch that names it counts. */
const holds = ({ name, value }: { name: string; value: string }) => sql<boolean>`exists (
  select 1 from (
    select distinct on (p.scope_no) p.patch ->> ${name}::text as value from engine_variable p
    where p.instance_id = i.id and p.patch -> ${name}::text is not null order by p.scope_no, p.no desc) newest
  where newest.value = ${value})`
