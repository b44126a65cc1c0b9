import type { FactRow } from '../db/announce.ts'
import type { HistoryRow, Incident, Instance, Patch, Post, Scope, Subscription, Task, Timer, Token } from './run.ts'
import { type Cell, type ColumnType, textArray, type Write } from './sheet.ts'

type Columns<Row> = Record<string, readonly [type: ColumnType, of: (row: Row) => Cell]>
type Keyed = { no: number }
/** How rows of an instance are written; every column but the key may change. */
export type Table<Row> = {
  insert: Write
  update: Write
  remove: Write
  cells: (instanceId: string, row: Row) => Cell[]
}

const list = (names: readonly string[], of: (name: string) => string) => names.map(of).join(', ')

function table<Row extends Keyed>(name: string, columns: Columns<Row>): Table<Row> {
  const names = Object.keys(columns)
  const all = ['instance_id', 'no', ...names].join(', ')
  const types: ColumnType[] = ['uuid', 'int', ...Object.values(columns).map(([type]) => type)]
  const readers = Object.values(columns).map(([, of]) => of)
  const isSame = 't.instance_id = u.instance_id and t.no = u.no'
  return {
    insert: { types, sql: (source) => `insert into ${name} (${all}) select * from ${source}` },
    update: {
      types,
      sql: (source) =>
        `update ${name} t set ${list(names, (one) => `${one} = u.${one}`)} from ${source} as u(${all}) where ${isSame}`,
    },
    remove: {
      types: ['uuid', 'int'],
      sql: (source) => `delete from ${name} t using ${source} as u(instance_id, no) where ${isSame}`,
    },
    cells: (instanceId, row) => [instanceId, row.no, ...readers.map((of) => of(row))],
  }
}

export const scopes = table<Scope>('engine_scope', {
  parent_no: ['int', (scope) => scope.parentNo],
  element_id: ['text', (scope) => scope.elementId],
  detail: ['jsonb', (scope) => scope.detail],
})
export const tokens = table<Token>('engine_token', {
  scope_no: ['int', (token) => token.scopeNo],
  element_id: ['text', (token) => token.elementId],
  state: ['text', (token) => token.state],
  since: ['timestamptz', (token) => token.since],
  via: ['text', (token) => token.via],
})
export const tasks = table<Task>('engine_task', {
  token_no: ['int', (task) => task.tokenNo],
  scope_no: ['int', (task) => task.scopeNo],
  element_id: ['text', (task) => task.elementId],
  name: ['text', (task) => task.name],
  candidates: ['jsonb', (task) => task.candidates],
  due_at: ['timestamptz', (task) => task.dueAt],
  reckoned: ['jsonb', (task) => task.reckoned],
  priority: ['int', (task) => task.priority],
  claimed_by: ['text', (task) => task.claimedBy],
  created_at: ['timestamptz', (task) => task.createdAt],
})
export const timers = table<Timer>('engine_timer', {
  token_no: ['int', (timer) => timer.tokenNo],
  element_id: ['text', (timer) => timer.elementId],
  due_at: ['timestamptz', (timer) => timer.dueAt],
  try_at: ['timestamptz', (timer) => timer.tryAt],
  period: ['text', (timer) => timer.period],
  repeats_left: ['int', (timer) => timer.repeatsLeft],
  attempts: ['int', (timer) => timer.attempts],
  failure: ['text', (timer) => timer.failure],
  reckoned: ['jsonb', (timer) => timer.reckoned],
})
export const subscriptions = table<Subscription>('engine_subscription', {
  scope_no: ['int', (one) => one.scopeNo],
  token_no: ['int', (one) => one.tokenNo],
  element_id: ['text', (one) => one.elementId],
  kind: ['text', (one) => one.kind],
  name: ['text', (one) => one.name],
  key: ['text', (one) => one.key],
})
export const patches = table<Patch>('engine_variable', {
  scope_no: ['int', (patch) => patch.scopeNo],
  patch: ['json', (patch) => patch.patch],
  at: ['timestamptz', (patch) => patch.at],
})
export const incidents = table<Incident>('engine_incident', {
  token_no: ['int', (incident) => incident.tokenNo],
  element_id: ['text', (incident) => incident.elementId],
  code: ['text', (incident) => incident.code],
  message: ['text', (incident) => incident.message],
  attempts: ['int', (incident) => incident.attempts],
  opened_at: ['timestamptz', (incident) => incident.openedAt],
  closed_at: ['timestamptz', (incident) => incident.closedAt],
})

/** An instance has no number of its own; only what an advance changes is updated. */
export const instances = {
  insert: {
    types: ['uuid', 'uuid', 'text', 'uuid', 'int', 'int', 'text', 'int', 'int', 'timestamptz', 'timestamptz', 'text'],
    sql: (source) =>
      `insert into engine_instance (id, definition_id, business_key, parent_id, parent_token_no, parent_scope_no, state, next_no, next_history_no, started_at, ended_at, end_reason) select * from ${source}`,
  } satisfies Write,
  update: {
    types: ['uuid', 'text', 'int', 'int', 'timestamptz', 'text'],
    sql: (source) =>
      `update engine_instance t set state = u.state, next_no = u.next_no, next_history_no = u.next_history_no, ended_at = u.ended_at, end_reason = u.end_reason from ${source} as u(id, state, next_no, next_history_no, ended_at, end_reason) where t.id = u.id`,
  } satisfies Write,
  added: (one: Instance): Cell[] => [
    ...[one.id, one.definitionId, one.businessKey],
    ...[one.caller?.instanceId ?? null, one.caller?.tokenNo ?? null, one.caller?.scopeNo ?? null],
    ...standing(one, one.startedAt),
  ],
  altered: (one: Instance): Cell[] => [one.id, ...standing(one)],
}
const standing = (one: Instance, ...startedAt: Date[]): Cell[] => [
  ...[one.state, one.nextNo, one.nextHistoryNo, ...startedAt],
  ...[one.endedAt, one.endReason],
]

/** The events of an advance are one row. */
export const history = {
  insert: {
    types: ['uuid', 'int', 'timestamptz', 'json', 'text'],
    sql: (source) => `insert into engine_history (instance_id, no, at, events, actor) select * from ${source}`,
  } satisfies Write,
  cells: (instanceId: string, events: readonly HistoryRow[], actor: string): Cell[] => [
    instanceId,
    events[0]?.no ?? null,
    events[0]?.at ?? null,
    events.map(packed),
    actor,
  ],
}
function packed({ event, elementId, tokenNo, detail }: HistoryRow) {
  const all = [event, elementId, tokenNo, detail]
  return all.slice(0, all.findLastIndex((part) => part !== null) + 1)
}

/** What an instance asks of others, in the order it asked. */
export const posts = {
  insert: {
    types: ['uuid', 'timestamptz', 'jsonb'],
    sql: (source) =>
      `insert into engine_post (instance_id, at, try_at, body, is_outside) select instance_id, at, at, body, body ->> 'kind' = 'outside' from ${source} as u(instance_id, at, body)`,
  } satisfies Write,
  cells: (instanceId: string, at: Date, post: Post): Cell[] => [instanceId, at, post],
}

/** An array of arrays would be flattened on its way, so rooms travel as text. */
export const facts = {
  insert: {
    types: ['text', 'int', 'timestamptz', 'text', 'text', 'jsonb'],
    sql: (source) =>
      `insert into fact (name, version, at, actor, rooms, payload) select name, version, at, actor, rooms::text[], payload from ${source} as u(name, version, at, actor, rooms, payload)`,
  } satisfies Write,
  cells: (row: FactRow): Cell[] => [row.name, row.version, row.at, row.actor, textArray(row.rooms), row.payload],
}

/** All there is to write, in the order it stands in a statement: the same mix of changes is then the same text, prepared once. */
export const WRITES: readonly Write[] = [
  ...[instances.insert, instances.update],
  ...[scopes, tokens, tasks, timers, subscriptions, patches, incidents].flatMap((one) => [
    one.insert,
    one.update,
    one.remove,
  ]),
  ...[history.insert, facts.insert, posts.insert],
]
