import { sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import type { Context } from '../db/context.ts'
import type { Definition } from './definition.ts'
import { definitionOf } from './definitions.ts'
import { Rows } from './rows.ts'
import type { Incident, Instance, Patch, Run, Scope, Timer, Token } from './run.ts'
import type { Works } from './work.ts'

export const bindingsOf =
  (works: Works) =>
  (key: string): ReadonlySet<string> =>
    new Set(Object.keys(works[key]?.services ?? {}))

export function workOf(works: Works, key: string) {
  const work = works[key]
  if (!work) throw new Error(`no work is known for process ${key}`)
  return work
}

/** Locks an instance until the end of the transaction and reads all there is of it. */
export async function openRun(works: Works, instanceId: string, ctx: Context): Promise<Run> {
  const instance = await lockInstance(instanceId, ctx)
  const definition = await definitionOf(instance.definitionId, bindingsOf(works), ctx)
  const { rows } = await sql<Parts>`
    select
      (select coalesce(jsonb_agg(s order by no), '[]') from (select no, parent_no as "parentNo", element_id as "elementId" from engine_scope where instance_id = ${instanceId}) s) as scopes,
      (select coalesce(jsonb_agg(t order by no), '[]') from (select no, scope_no as "scopeNo", element_id as "elementId", state, since from engine_token where instance_id = ${instanceId}) t) as tokens,
      (select coalesce(jsonb_agg(t order by no), '[]') from (
        select no, token_no as "tokenNo", element_id as "elementId", due_at as "dueAt", try_at as "tryAt", period, repeats_left as "repeatsLeft", attempts, failure
        from engine_timer where instance_id = ${instanceId}) t) as timers,
      (select coalesce(jsonb_agg(p order by no), '[]') from (select no, scope_no as "scopeNo", patch, at from engine_variable where instance_id = ${instanceId}) p) as patches,
      (select coalesce(jsonb_agg(i order by no), '[]') from (
        select no, token_no as "tokenNo", element_id as "elementId", code, message, attempts, opened_at as "openedAt", closed_at as "closedAt"
        from engine_incident where instance_id = ${instanceId}) i) as incidents`.execute(ctx.tx)
  const parts = rows[0]
  if (!parts) throw new Missing('instanceUnknown')
  return {
    ...emptyRun(works, instance, definition, ctx),
    scopes: new Rows(parts.scopes),
    tokens: new Rows(parts.tokens.map((token) => ({ ...token, since: new Date(token.since) }))),
    timers: new Rows(
      parts.timers.map((timer) => ({ ...timer, dueAt: new Date(timer.dueAt), tryAt: new Date(timer.tryAt) })),
    ),
    patches: new Rows(parts.patches.map((patch) => ({ ...patch, at: new Date(patch.at) }))),
    incidents: new Rows(
      parts.incidents.map((row) => ({
        ...row,
        openedAt: new Date(row.openedAt),
        closedAt: row.closedAt && new Date(row.closedAt),
      })),
    ),
  }
}
type Parts = { scopes: Scope[]; tokens: Token[]; timers: Timer[]; patches: Patch[]; incidents: Incident[] }

export const emptyRun = (works: Works, instance: Instance, definition: Definition, ctx: Context): Run => ({
  ctx,
  definition,
  work: workOf(works, definition.key),
  instance,
  scopes: new Rows<Scope>([]),
  tokens: new Rows<Token>([]),
  timers: new Rows<Timer>([]),
  patches: new Rows<Patch>([]),
  incidents: new Rows<Incident>([]),
  history: [],
})

async function lockInstance(instanceId: string, ctx: Context): Promise<Instance> {
  const { rows } = await sql<Instance>`
    select id, definition_id as "definitionId", business_key as "businessKey", state, next_no as "nextNo",
      next_history_no as "nextHistoryNo", started_at as "startedAt", ended_at as "endedAt", end_reason as "endReason"
    from engine_instance where id = ${instanceId} for update`.execute(ctx.tx)
  if (!rows[0]) throw new Missing('instanceUnknown')
  return rows[0]
}
