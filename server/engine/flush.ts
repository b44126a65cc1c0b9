import { sql } from 'kysely'
import type { Run } from './run.ts'

/** Writes all that an advance changed, in one statement. Foreign keys are checked at its end, so the order inside is free. */
export async function flush(run: Run): Promise<void> {
  const { instance } = run
  const rows = (items: readonly object[]) =>
    sql`${JSON.stringify(items.map((item) => ({ instanceId: instance.id, ...item })))}::jsonb`
  const gone = (items: { dropped(): number[] }) =>
    sql`instance_id = ${instance.id} and no = any(${items.dropped()}::int[])`
  const newTimers = run.timers.changed()
  await sql`
    with
    i as (insert into engine_instance (id, definition_id, business_key, state, next_no, next_history_no, started_at, ended_at, end_reason)
      values (${instance.id}, ${instance.definitionId}, ${instance.businessKey}, ${instance.state}, ${instance.nextNo}, ${instance.nextHistoryNo},
        ${instance.startedAt}, ${instance.endedAt}, ${instance.endReason})
      on conflict (id) do update set state = excluded.state, next_no = excluded.next_no, next_history_no = excluded.next_history_no,
        ended_at = excluded.ended_at, end_reason = excluded.end_reason),
    sd as (delete from engine_scope where ${gone(run.scopes)}),
    s as (insert into engine_scope (instance_id, no, parent_no, element_id)
      select "instanceId", no, "parentNo", "elementId" from jsonb_to_recordset(${rows(run.scopes.changed())})
        as r("instanceId" uuid, no int, "parentNo" int, "elementId" text)
      on conflict (instance_id, no) do nothing),
    kd as (delete from engine_token where ${gone(run.tokens)}),
    k as (insert into engine_token (instance_id, no, scope_no, element_id, state, since)
      select "instanceId", no, "scopeNo", "elementId", state, since from jsonb_to_recordset(${rows(run.tokens.changed())})
        as r("instanceId" uuid, no int, "scopeNo" int, "elementId" text, state text, since timestamptz)
      on conflict (instance_id, no) do update set scope_no = excluded.scope_no, element_id = excluded.element_id, state = excluded.state, since = excluded.since),
    td as (delete from engine_timer where ${gone(run.timers)}),
    t as (insert into engine_timer (instance_id, no, token_no, element_id, due_at, try_at, period, repeats_left, attempts, failure)
      select "instanceId", no, "tokenNo", "elementId", "dueAt", "tryAt", period, "repeatsLeft", attempts, failure from jsonb_to_recordset(${rows(newTimers)})
        as r("instanceId" uuid, no int, "tokenNo" int, "elementId" text, "dueAt" timestamptz, "tryAt" timestamptz, period text, "repeatsLeft" int, attempts int, failure text)
      on conflict (instance_id, no) do update set due_at = excluded.due_at, try_at = excluded.try_at, repeats_left = excluded.repeats_left,
        attempts = excluded.attempts, failure = excluded.failure),
    vd as (delete from engine_variable where ${gone(run.patches)}),
    v as (insert into engine_variable (instance_id, no, scope_no, patch, at)
      select "instanceId", no, "scopeNo", patch, at from jsonb_to_recordset(${rows(run.patches.changed())})
        as r("instanceId" uuid, no int, "scopeNo" int, patch jsonb, at timestamptz)),
    n as (insert into engine_incident (instance_id, no, token_no, element_id, code, message, attempts, opened_at, closed_at)
      select "instanceId", no, "tokenNo", "elementId", code, message, attempts, "openedAt", "closedAt" from jsonb_to_recordset(${rows(run.incidents.changed())})
        as r("instanceId" uuid, no int, "tokenNo" int, "elementId" text, code text, message text, attempts int, "openedAt" timestamptz, "closedAt" timestamptz)
      on conflict (instance_id, no) do update set closed_at = excluded.closed_at),
    h as (insert into engine_history (instance_id, no, at, event, element_id, token_no, detail)
      select "instanceId", no, at, event, "elementId", "tokenNo", detail from jsonb_to_recordset(${rows(run.history)})
        as r("instanceId" uuid, no int, at timestamptz, event text, "elementId" text, "tokenNo" int, detail jsonb))
    select 1`.execute(run.ctx.tx)
  if (newTimers.length > 0) await sql`select pg_notify('okno_timer', '')`.execute(run.ctx.tx)
}
