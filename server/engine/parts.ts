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

/** As it stands, for reading. */
export const readInstance = async (id: string, ask: Ask): Promise<Instance | undefined> =>
  (await ask<Instance>(`select ${INSTANCE} from engine_instance where id = $1`, [id]))[0]

/** Waits for whoever holds them. Absent: there is no such instance. */
export const lockInstances = (ids: readonly string[], ask: Ask) => ask<Instance>(LOCK, [ids])
/** Absent: held by another transaction, or there is no such instance. */
export const lockFreeInstances = (ids: readonly string[], ask: Ask) => ask<Instance>(`${LOCK} skip locked`, [ids])

/** One JSON array a table, however many instances: a third cheaper than an array for each of them. */
const array = (table: string, columns: string) =>
  `(select json_agg(r) from (select instance_id as "instanceId", no, ${columns} from ${table} where instance_id = any($1::uuid[]) order by instance_id, no) r)`
const READ = `select
  ${array('engine_scope', 'parent_no as "parentNo", element_id as "elementId", detail')} as scopes,
  ${array('engine_token', 'scope_no as "scopeNo", element_id as "elementId", state, since, via')} as tokens,
  ${array('engine_task', 'token_no as "tokenNo", scope_no as "scopeNo", element_id as "elementId", name, candidates, due_at as "dueAt", reckoned, priority, claimed_by as "claimedBy", created_at as "createdAt"')} as tasks,
  ${array('engine_timer', 'token_no as "tokenNo", element_id as "elementId", due_at as "dueAt", try_at as "tryAt", period, repeats_left as "repeatsLeft", attempts, failure, reckoned')} as timers,
  ${array('engine_subscription', 'scope_no as "scopeNo", token_no as "tokenNo", element_id as "elementId", kind, name, key')} as subscriptions,
  ${array('engine_variable', 'scope_no as "scopeNo", patch, at')} as patches,
  ${array('engine_incident', 'token_no as "tokenNo", element_id as "elementId", code, message, attempts, opened_at as "openedAt", closed_at as "closedAt"')} as incidents`

/** As JSON gives a row: instants as text. */
type Told<Row> = {
  [K in keyof Row]: Row[K] extends Date ? string : Row[K] extends Date | null ? string | null : Row[K]
}
type Stored<Row> = (Told<Row> & { instanceId: string })[] | null
type Answer = {
  scopes: Stored<Scope>
  tokens: Stored<Token>
  tasks: Stored<Task>
  timers: Stored<Timer>
  subscriptions: Stored<Subscription>
  patches: Stored<Patch>
  incidents: Stored<Incident>
}

/** All there is of some instances. */
export type PartsOf = (instanceId: string) => Parts

/** To be asked after they are locked: another transaction may have moved them until then. */
export async function readParts(ids: readonly string[], ask: Ask): Promise<PartsOf> {
  const [answer] = await ask<Answer>(READ, [ids])
  const scopes = byInstance<Scope>(answer?.scopes, (row) => row)
  const tokens = byInstance<Token>(answer?.tokens, (row) => ({ ...row, since: new Date(row.since) }))
  const tasks = byInstance<Task>(answer?.tasks, (row) => ({
    ...row,
    dueAt: instant(row.dueAt),
    createdAt: new Date(row.createdAt),
  }))
  const timers = byInstance<Timer>(answer?.timers, (row) => ({
    ...row,
    dueAt: new Date(row.dueAt),
    tryAt: new Date(row.tryAt),
  }))
  const subscriptions = byInstance<Subscription>(answer?.subscriptions, (row) => row)
  const patches = byInstance<Patch>(answer?.patches, (row) => ({ ...row, at: new Date(row.at) }))
  const incidents = byInstance<Incident>(answer?.incidents, (row) => ({
    ...row,
    openedAt: new Date(row.openedAt),
    closedAt: instant(row.closedAt),
  }))
  return (id) => ({
    scopes: new Rows(scopes.get(id)),
    tokens: new Rows(tokens.get(id)),
    tasks: new Rows(tasks.get(id)),
    timers: new Rows(timers.get(id)),
    subscriptions: new Rows(subscriptions.get(id)),
    patches: new Rows(patches.get(id)),
    incidents: new Rows(incidents.get(id)),
  })
}

export const noParts = (): Parts => ({
  scopes: new Rows<Scope>(),
  tokens: new Rows<Token>(),
  tasks: new Rows<Task>(),
  timers: new Rows<Timer>(),
  subscriptions: new Rows<Subscription>(),
  patches: new Rows<Patch>(),
  incidents: new Rows<Incident>(),
})

const instant = (text: string | null) => (text === null ? null : new Date(text))

function byInstance<Row>(rows: Stored<Row> | undefined, of: (row: Told<Row>) => Row): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows ?? []) {
    const known = found.get(row.instanceId)
    if (known) known.push(of(row))
    else found.set(row.instanceId, [of(row)])
  }
  return found
}
