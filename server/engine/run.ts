import type { Reckoning } from '#shared/rules/termLength'
import type { Context } from '../db/context.ts'
import type { Definition, Element } from './definition.ts'
import type { Variables } from './expression.ts'
import type { Retries } from './retries.ts'
import type { Rows } from './rows.ts'
import type { Execution, ProcessWork } from './work.ts'

/** Which wait of which instance an instance was called from. A token may call again, so the scope of the call is named, too. */
export type Caller = { instanceId: string; tokenNo: number; scopeNo: number }
export type Instance = {
  id: string
  definitionId: string
  businessKey: string
  state: 'active' | 'completed' | 'cancelled'
  nextNo: number
  nextHistoryNo: number
  startedAt: Date
  endedAt: Date | null
  endReason: string | null
  caller: Caller | null
}
/** `detail`: what the activity of the scope counts, as the rounds of a multi-instance body. */
export type Scope = { no: number; parentNo: number | null; elementId: string | null; detail: Variables | null }
/** `ready` tokens move on within this advance and are never stored. `via`: the flow it came in by. */
export type Token = {
  no: number
  scopeNo: number
  elementId: string
  state: 'ready' | 'waiting' | 'failed'
  since: Date
  via: string | null
}
/** Human work that waits; gone when it is completed, interrupted or cancelled. */
export type Task = {
  no: number
  tokenNo: number
  scopeNo: number
  elementId: string
  name: string
  candidates: Variables | null
  dueAt: Date | null
  /** What the due date was reckoned from; null: it was given as a time. */
  reckoned: Reckoning | null
  priority: number
  claimedBy: string | null
  createdAt: Date
}
/** What an instance waits to hear; `tokenNo` null: its scope as a whole listens. */
export type Subscription = {
  no: number
  scopeNo: number
  tokenNo: number | null
  elementId: string
  kind: 'message' | 'signal' | 'condition' | 'error' | 'escalation' | 'compensation'
  name: string
  key: string | null
}
export type Timer = {
  no: number
  tokenNo: number
  elementId: string
  dueAt: Date
  tryAt: Date
  period: string | null
  repeatsLeft: number | null
  attempts: number
  failure: string | null
  reckoned: Reckoning | null
}
export type Patch = { no: number; scopeNo: number; patch: Variables; at: Date }
export type Incident = {
  no: number
  tokenNo: number
  elementId: string
  code: string
  message: string
  attempts: number
  openedAt: Date
  closedAt: Date | null
}
export type HistoryEvent =
  | 'started'
  | 'entered'
  | 'left'
  | 'taken'
  | 'timerFired'
  | 'triggered'
  | 'thrown'
  | 'interrupted'
  | 'failed'
  | 'retried'
  | 'ended'
  | 'completed'
  | 'cancelled'
  // by hand, with a reason
  | 'changed'
  | 'moved'
  | 'skipped'
  | 'migrated'
export type HistoryRow = {
  no: number
  at: Date
  event: HistoryEvent
  elementId: string | null
  tokenNo: number | null
  detail: Variables | null
}

/** What an instance asks of others: stored with the advance, delivered in a transaction of its own. */
export type Post =
  | { kind: 'message'; name: string; key: string; variables: Variables }
  | { kind: 'signal'; name: string; variables: Variables }
  | { kind: 'call'; process: string; caller: Caller; variables: Variables }
  | { kind: 'return'; caller: Caller; variables: Variables }
  | { kind: 'error' | 'escalation'; caller: Caller; code: string }
  | { kind: 'cancel'; caller: Caller }
  | OutsidePost
/** A call to the outside: `execution` is what it is made with in every attempt, `key` tells the attempts of one call from another call. */
export type OutsidePost = {
  kind: 'outside'
  binding: string
  key: string
  caller: Caller
  retries: Retries
  execution: Execution
}

/** One advance of one instance: its rows in memory until the flush. `works` is what its drawing means. */
export type Run = {
  ctx: Context
  definition: Definition
  work: ProcessWork
  instance: Instance
  scopes: Rows<Scope>
  tokens: Rows<Token>
  tasks: Rows<Task>
  timers: Rows<Timer>
  subscriptions: Rows<Subscription>
  patches: Rows<Patch>
  incidents: Rows<Incident>
  history: HistoryRow[]
  posts: Post[]
  /** The instance does not stand in the database yet. */
  isNew: boolean
  /** Numbers of the tasks this advance completed: the others that go were interrupted or cancelled. */
  completedTasks: Set<number>
}
export const ROOT_SCOPE = 1

export const nextNo = ({ instance }: Run): number => instance.nextNo++

export function record(
  { ctx, instance, history }: Run,
  event: HistoryEvent,
  elementId: string | null,
  tokenNo: number | null,
  detail: Variables | null = null,
) {
  history.push({ no: instance.nextHistoryNo++, at: ctx.now, event, elementId, tokenNo, detail })
}

export function setVariables(run: Run, scopeNo: number, patch: Variables | undefined) {
  if (patch && Object.keys(patch).length > 0) run.patches.put({ no: nextNo(run), scopeNo, patch, at: run.ctx.now })
}

/** What is seen from a scope: its own variables over those of the scopes around it. */
export function variablesSeen(run: Pick<Run, 'scopes' | 'patches'>, scopeNo: number): Variables {
  const chain: number[] = []
  for (let no: number | null = scopeNo; no !== null; no = run.scopes.get(no)?.parentNo ?? null) chain.unshift(no)
  const patches = run.patches.all()
  return Object.assign(
    {},
    ...chain.flatMap((no) => patches.filter((patch) => patch.scopeNo === no).map((patch) => patch.patch)),
  )
}

export function execution(run: Run, token: Token, element: Element, input: Variables = {}): Execution {
  return {
    instanceId: run.instance.id,
    processKey: run.definition.key,
    businessKey: run.instance.businessKey,
    elementId: element.id,
    elementName: element.name,
    tokenNo: token.no,
    attributes: element.attributes,
    variables: variablesSeen(run, token.scopeNo),
    input,
    assignment: null,
  }
}
