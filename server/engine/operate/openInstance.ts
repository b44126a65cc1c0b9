import { sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { askIn } from '../ask.ts'
import { readInstance, readParts } from '../parts.ts'
import type { Incident, Patch, Run, Scope, Subscription, Task, Timer, Token } from '../run.ts'
import { makeRun } from '../store.ts'
import { detailOf } from '../walk/detail.ts'
import { type Reason, reasons } from '../walk/reasons.ts'
import type { Works } from '../work.ts'
import { type FoundInstance, findInstances } from './findInstances.ts'

export type StandingScope = Pick<Scope, 'no' | 'parentNo' | 'elementId'> & {
  role: 'body' | 'rounds' | 'round' | 'undoing'
  rounds: { total: number | null; begun: number; ended: number } | null
  index: number | null
  variables: { name: string; value: unknown; at: Date }[]
}
type Related = { id: string; key: string; state: Run['instance']['state'] }
export type OpenedInstance = FoundInstance & {
  xml: string
  newestVersion: number
  tokens: (Token & { waitsFor: Reason })[]
  scopes: StandingScope[]
  tasks: Task[]
  timers: Timer[]
  subscriptions: Subscription[]
  incidentList: Incident[]
  calls: CallOnItsWay[]
  caller: Related | null
  called: Related[]
}
type CallOnItsWay = {
  tokenNo: number
  elementId: string
  binding: string
  key: string
  attempts: number
  mostAttempts: number
  tryAt: Date
  failure: string | null
}

/** All there is of an instance, as it stands. Nothing is locked. Throws Missing('instanceUnknown'). */
export async function openInstance(
  works: Works,
  { instanceId }: { instanceId: string },
  ctx: Context,
): Promise<OpenedInstance> {
  const only = { instanceId, isOverdue: false, hasIncident: false, limit: 1 }
  const [found] = await findInstances(only, ctx)
  const instance = await readInstance(instanceId, askIn(ctx))
  if (!found || !instance) throw new Missing('instanceUnknown')
  const run = await makeRun(works, instance, (await readParts([instanceId], askIn(ctx)))(instanceId), ctx)
  return {
    ...found,
    ...(await drawingOf(instance.definitionId, ctx)),
    tokens: reasons(run).map(({ token, reason }) => ({ ...token, waitsFor: reason })),
    scopes: run.scopes.all().map((scope) => standing(run, scope)),
    tasks: run.tasks.all(),
    timers: run.timers.all(),
    subscriptions: run.subscriptions.all(),
    incidentList: run.incidents.all(),
    calls: await callsOf(instanceId, ctx),
    ...(await relativesOf(instanceId, ctx)),
  }
}

function standing(run: Run, scope: Scope): StandingScope {
  const detail = detailOf(scope)
  return {
    ...{ no: scope.no, parentNo: scope.parentNo, elementId: scope.elementId, role: detail.role },
    rounds: detail.role === 'rounds' ? { total: detail.total, begun: detail.begun, ended: detail.ended } : null,
    index: detail.role === 'round' ? detail.index : null,
    variables: valuesOf(run.patches.all().filter(({ scopeNo }) => scopeNo === scope.no)),
  }
}

function valuesOf(patches: readonly Patch[]): StandingScope['variables'] {
  const newest = new Map<string, { name: string; value: unknown; at: Date }>()
  for (const { patch, at } of patches)
    for (const [name, value] of Object.entries(patch)) newest.set(name, { name, value: value ?? null, at })
  return [...newest.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function drawingOf(definitionId: string, ctx: Context): Promise<{ xml: string; newestVersion: number }> {
  const { rows } = await sql<{ xml: string; newestVersion: number }>`
    select d.xml, (select max(n.version) from engine_definition n where n.key = d.key) as "newestVersion"
    from engine_definition d where d.id = ${definitionId}`.execute(ctx.tx)
  if (!rows[0]) throw new Error(`no process definition ${definitionId}`)
  return rows[0]
}

async function callsOf(instanceId: string, ctx: Context): Promise<CallOnItsWay[]> {
  const { rows } = await sql<CallOnItsWay>`
    select (body #>> '{caller,tokenNo}')::int as "tokenNo", body #>> '{execution,elementId}' as "elementId", body ->> 'binding' as binding,
      body ->> 'key' as key, attempts, (body #>> '{retries,attempts}')::int as "mostAttempts", try_at as "tryAt", failure
    from engine_post where instance_id = ${instanceId} and is_outside order by no`.execute(ctx.tx)
  return rows
}

/** Who called it, and whom it called, the newest ones: a process in a loop may have called many. */
async function relativesOf(instanceId: string, ctx: Context): Promise<{ caller: Related | null; called: Related[] }> {
  const { rows } = await sql<Related & { isCaller: boolean }>`
    select r.id, d.key, r.state, r.is_caller as "isCaller" from (
      (select p.id, p.definition_id, p.state, true as is_caller from engine_instance p
        join engine_instance i on i.parent_id = p.id where i.id = ${instanceId})
      union all
      (select c.id, c.definition_id, c.state, false from engine_instance c where c.parent_id = ${instanceId} order by c.id desc limit 100)
    ) r join engine_definition d on d.id = r.definition_id`.execute(ctx.tx)
  const related = ({ id, key, state }: Related): Related => ({ id, key, state })
  const caller = rows.find(({ isCaller }) => isCaller)
  return { caller: caller ? related(caller) : null, called: rows.filter(({ isCaller }) => !isCaller).map(related) }
}
