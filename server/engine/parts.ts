import type { Ask } from './ask.ts'
import { Rows } from './rows.ts'
import type { Incident, Instance, Patch, Run, Scope, Subscription, Task, Timer, Token } from './run.ts'

/** What belongs to an instance, as it stands in the database. */
export type Parts = Pick<Run, 'scopes' | 'tokens' | 'tasks' | 'timers' | 'subscriptions' | 'patches' | 'incidents'>

const INSTANCE = `id, definition_id as "definitionId", business_key as "businessKey", state, next_no as "nextNo",
  next_history_no as "nextHistoryNo", started_at as "startedAt", ended_at as "endedAt", end_reason as "endReason",
  case when parent_id is not null then jsonb_build_object('instanceId', parent_id, 'tokenNo', parent_token_no, 'scopeNo', parent_scope_no) end as caller`
// in the order of ids, so that two who lock several do not wait for each other; keys stay free for whoever refers to them
const LOCK = `select ${INSTANCE} from engine_instance where id = any($1::uuid[]) order by id for no key update`

/** Waits for whoever holds them. Absent: there is no such instance. */
export const lockInstances = (ids: readonly string[], ask: Ask) => ask<Instance>(LOCK, [ids])
/** Absent: held by another transaction, or there is no such instance. */
export const lockFreeInstances = (ids: readonly string[], ask: Ask) => ask<Instance>(`${LOCK} skip locked`, [ids])

const array = (table: string, columns: string) =>
  `(select json_agg(json_build_array(${columns})) from ${table} where instance_id = i.id)`
const READ = `select i.id,
  ${array('engine_scope', 'no, parent_no, element_id, detail')} as scopes,
  ${array('engine_token', 'no, scope_no, element_id, state, since, via')} as tokens,
  ${array('engine_task', 'no, token_no, scope_no, element_id, name, candidates, due_at, priority, claimed_by, created_at')} as tasks,
  ${array('engine_timer', 'no, token_no, element_id, due_at, try_at, period, repeats_left, attempts, failure')} as timers,
  ${array('engine_subscription', 'no, scope_no, token_no, element_id, kind, name, key')} as subscriptions,
  ${array('engine_variable', 'no, scope_no, patch, at')} as patches,
  ${array('engine_incident', 'no, token_no, element_id, code, message, attempts, opened_at, closed_at')} as incidents
  from unnest($1::uuid[]) as i(id)`

type Stored = {
  id: string
  scopes: [number, number | null, string | null, Scope['detail']][] | null
  tokens: [number, number, string, Token['state'], string, string | null][] | null
  tasks:
    | [number, number, number, string, string, Task['candidates'], string | null, number, string | null, string][]
    | null
  timers: [number, number, string, string, string, string | null, number | null, number, string | null][] | null
  subscriptions: [number, number, number | null, string, Subscription['kind'], string, string | null][] | null
  patches: [number, number, Patch['patch'], string][] | null
  incidents: [number, number, string, string, string, number, string, string | null][] | null
}

/** All there is of these instances. To be asked after they are locked: another transaction may have moved them until then. */
export async function readParts(ids: readonly string[], ask: Ask): Promise<Map<string, Parts>> {
  const rows = await ask<Stored>(READ, [ids])
  return new Map(rows.map((row) => [row.id, partsOf(row)]))
}

export const noParts = (): Parts => ({
  scopes: new Rows<Scope>([]),
  tokens: new Rows<Token>([]),
  tasks: new Rows<Task>([]),
  timers: new Rows<Timer>([]),
  subscriptions: new Rows<Subscription>([]),
  patches: new Rows<Patch>([]),
  incidents: new Rows<Incident>([]),
})

const instant = (text: string | null) => (text === null ? null : new Date(text))
const rows = <From, Row extends { no: number }>(from: readonly From[] | null, of: (one: From) => Row) =>
  new Rows<Row>(from ? from.map(of) : [])

function partsOf(stored: Stored): Parts {
  return {
    scopes: rows(stored.scopes, ([no, parentNo, elementId, detail]) => ({ no, parentNo, elementId, detail })),
    tokens: rows(stored.tokens, ([no, scopeNo, elementId, state, since, via]) => ({
      ...{ no, scopeNo, elementId, state, via },
      since: new Date(since),
    })),
    tasks: rows(
      stored.tasks,
      ([no, tokenNo, scopeNo, elementId, name, candidates, dueAt, priority, claimedBy, at]) => ({
        ...{ no, tokenNo, scopeNo, elementId, name, candidates, priority, claimedBy },
        dueAt: instant(dueAt),
        createdAt: new Date(at),
      }),
    ),
    timers: rows(stored.timers, ([no, tokenNo, elementId, dueAt, tryAt, period, repeatsLeft, attempts, failure]) => ({
      ...{ no, tokenNo, elementId, period, repeatsLeft, attempts, failure },
      dueAt: new Date(dueAt),
      tryAt: new Date(tryAt),
    })),
    subscriptions: rows(stored.subscriptions, ([no, scopeNo, tokenNo, elementId, kind, name, key]) => ({
      ...{ no, scopeNo, tokenNo, elementId, kind, name, key },
    })),
    patches: rows(stored.patches, ([no, scopeNo, patch, at]) => ({ no, scopeNo, patch, at: new Date(at) })),
    incidents: rows(stored.incidents, ([no, tokenNo, elementId, code, message, attempts, openedAt, closedAt]) => ({
      ...{ no, tokenNo, elementId, code, message, attempts },
      openedAt: new Date(openedAt),
      closedAt: instant(closedAt),
    })),
  }
}
