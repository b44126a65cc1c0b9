import { z } from 'zod'
import { COMPANY, CommandId, endpoints, fact, page } from './contract.ts'
import { InstanceId } from './ids.ts'
import { ElementId, ProcessKey } from './suggestion.ts'

const Version = z.number().int().positive()
const GivenVersion = z.coerce.number().int().positive()
const Yes = z.literal('true').optional()
const at = z.iso.datetime()
/** Numbers of tokens, scopes, tasks, incidents count within one instance. */
const No = z.number().int().min(0)

export const InstanceState = z.enum(['active', 'completed', 'cancelled'])
export type InstanceState = z.infer<typeof InstanceState>

export const InstanceLine = z.object({
  id: InstanceId,
  key: ProcessKey,
  name: z.string(),
  version: Version,
  businessKey: z.string(),
  state: InstanceState,
  startedAt: at,
  endedAt: at.nullable(),
  endReason: z.string().nullable(),
  /** Nodes where something stands or has failed, without those that only hold what goes on inside them. */
  nodes: z.array(ElementId),
  /** Open ones. */
  incidents: z.number().int(),
  /** The earliest term of its open tasks. */
  dueAt: at.nullable(),
  isOverdue: z.boolean(),
})
export type InstanceLine = z.infer<typeof InstanceLine>

/** Why a token does not move: a task of a person, an event, a join, what it holds inside, a called process, a call to the outside, a failure. */
export const WaitsFor = z.enum(['person', 'event', 'join', 'inside', 'called', 'outside', 'incident', 'nothing'])
export type WaitsFor = z.infer<typeof WaitsFor>

export const InstanceToken = z.object({
  tokenNo: No,
  scopeNo: No,
  elementId: ElementId,
  state: z.enum(['waiting', 'failed']),
  since: at,
  waitsFor: WaitsFor,
})
/** A level of the instance: the process (element null), a sub-process, an activity that waits, the rounds of one, one round. */
export const InstanceScope = z.object({
  scopeNo: No,
  parentNo: No.nullable(),
  elementId: ElementId.nullable(),
  role: z.enum(['body', 'rounds', 'round', 'undoing']),
  /** Of rounds: how many there are to be (null: as long as a condition holds), have begun, have ended. */
  rounds: z.object({ total: No.nullable(), begun: No, ended: No }).nullable(),
  /** Of a round: which one, from 0. */
  index: No.nullable(),
  /** As they stand now, by name. */
  variables: z.array(z.object({ name: z.string(), value: z.json(), at })),
})
export const InstanceTask = z.object({
  taskNo: No,
  tokenNo: No,
  elementId: ElementId,
  name: z.string(),
  candidates: z.json().nullable(),
  dueAt: at.nullable(),
  createdAt: at,
})
export const InstanceTimer = z.object({
  timerNo: No,
  /** 0: of the process itself. */
  tokenNo: No,
  elementId: ElementId,
  dueAt: at,
  /** Later than `dueAt` after a failed attempt. */
  tryAt: at,
  attempts: z.number().int(),
  failure: z.string().nullable(),
})
export const InstanceSubscription = z.object({
  subscriptionNo: No,
  tokenNo: No.nullable(),
  elementId: ElementId,
  kind: z.enum(['message', 'signal', 'condition']),
  name: z.string(),
  key: z.string().nullable(),
})
export const InstanceIncident = z.object({
  incidentNo: No,
  tokenNo: No,
  elementId: ElementId,
  code: z.string(),
  message: z.string(),
  attempts: z.number().int(),
  openedAt: at,
  closedAt: at.nullable(),
})
/** A call to the outside that is on its way: what it is tried again with, and what it failed of. */
export const InstanceCall = z.object({
  tokenNo: No,
  elementId: ElementId,
  binding: z.string(),
  key: z.string(),
  attempts: z.number().int(),
  mostAttempts: z.number().int(),
  tryAt: at,
  failure: z.string().nullable(),
})
export const InstanceStep = z.object({
  no: z.number().int(),
  at,
  /** started · entered · left · taken (of a flow) · timerFired · triggered · thrown · interrupted · failed · retried · ended · completed · cancelled · changed · moved · skipped · migrated */
  event: z.string(),
  elementId: ElementId.nullable(),
  tokenNo: No.nullable(),
  /** Of what people did by hand: `reason`, and what was changed. */
  detail: z.json().nullable(),
  /** Null: done before actors were kept. `staff:<id>`, `system:<part>`, `visitor:<id>`. */
  actor: z.string().nullable(),
  /** Of staff. */
  actorName: z.string().nullable(),
})
export type InstanceStep = z.infer<typeof InstanceStep>

const Related = z.object({ id: InstanceId, key: ProcessKey, state: InstanceState })
export const OpenedInstance = InstanceLine.extend({
  xml: z.string(),
  newestVersion: Version,
  tokens: z.array(InstanceToken),
  scopes: z.array(InstanceScope),
  tasks: z.array(InstanceTask),
  timers: z.array(InstanceTimer),
  subscriptions: z.array(InstanceSubscription),
  incidentList: z.array(InstanceIncident),
  calls: z.array(InstanceCall),
  caller: Related.nullable(),
  called: z.array(Related),
  /** The newest ones, in the order they happened; the older ones by listInstanceSteps. */
  steps: z.array(InstanceStep),
  /** For listInstanceSteps; null: these are all. */
  olderSteps: No.nullable(),
})
export type OpenedInstance = z.infer<typeof OpenedInstance>

export const NodeStatistic = z.object({
  elementId: ElementId,
  /** Tokens that stand here now, the failed ones among them; rounds are counted each. */
  running: z.number().int(),
  incidents: z.number().int(),
  /** How often it was left in the ordinary way, and how often it was cut short, in the days asked for. */
  completed: z.number().int(),
  interrupted: z.number().int(),
  /** From entering to leaving, of the completed ones; null: there were none. */
  medianSeconds: z.number().nullable(),
  meanSeconds: z.number().nullable(),
})
export type NodeStatistic = z.infer<typeof NodeStatistic>

/** Why somebody interferes: kept in the history of the instance and told with the fact. */
export const Reason = z.string().trim().min(3).max(500)
export const VariableName = z.string().regex(/^[\p{L}_][\p{L}\p{N}_]{0,99}$/u)
const writers = ['analyst', 'administrator'] as const
const readers = ['supervisor', 'auditor', ...writers] as const
const onOne = { instanceId: InstanceId, reason: Reason, commandId: CommandId }
/** What an instance came to when it was interfered with. */
const After = z.object({ instanceId: InstanceId, state: InstanceState, incidents: z.number().int() })
export type AfterInterference = z.infer<typeof After>

export const instanceEndpoints = endpoints({
  /** Newest first. `version` and `variable` want a `key`; a variable's value is compared as text. Refusals: badCursor, keyNeeded. */
  findInstances: {
    method: 'GET',
    path: '/instances',
    input: z.object({
      key: ProcessKey.optional(),
      version: GivenVersion.optional(),
      state: InstanceState.optional(),
      /** Something stands or has failed here. */
      elementId: ElementId.optional(),
      businessKey: z.string().trim().min(1).max(200).optional(),
      variable: VariableName.optional(),
      value: z.string().max(500).optional(),
      overdue: Yes,
      withIncident: Yes,
      after: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: page(InstanceLine),
    refusals: ['keyNeeded'],
    allow: readers,
  },
  openInstance: {
    method: 'GET',
    path: '/instances/:instanceId',
    input: z.object({ instanceId: InstanceId }),
    output: OpenedInstance,
    refusals: [],
    allow: readers,
  },
  /** Those before `before`, in the order they happened. */
  listInstanceSteps: {
    method: 'GET',
    path: '/instances/:instanceId/steps',
    input: z.object({ instanceId: InstanceId, before: GivenVersion }),
    output: z.object({ steps: z.array(InstanceStep), olderSteps: No.nullable() }),
    refusals: [],
    allow: readers,
  },
  /** Of one version, for a heat map; only nodes where something is or was. */
  nodeStatistics: {
    method: 'GET',
    path: '/processes/:key/versions/:version/statistics',
    input: z.object({
      key: ProcessKey,
      version: GivenVersion,
      days: z.coerce.number().int().min(1).max(366).default(30),
    }),
    output: z.object({ instances: z.number().int(), active: z.number().int(), nodes: z.array(NodeStatistic) }),
    refusals: [],
    allow: readers,
  },
  /** Gives a variable another value in one scope (without one: of the process); whatever waits for a condition looks again. */
  changeVariable: {
    method: 'POST',
    path: '/instances/:instanceId/variable',
    input: z.object({ ...onOne, scopeNo: No.default(1), name: VariableName, value: z.json() }),
    output: After,
    refusals: ['instanceEnded', 'scopeUnknown', 'valueTooLarge'],
    allow: writers,
  },
  /** Ends what waits at the token's node and enters another node of the same level. */
  moveToken: {
    method: 'POST',
    path: '/instances/:instanceId/move',
    input: z.object({ ...onOne, tokenNo: No, elementId: ElementId }),
    output: After,
    refusals: ['instanceEnded', 'tokenGone', 'tokenInRounds', 'elementUnknown', 'otherLevel', 'badTarget'],
    allow: writers,
  },
  /** Where a case hangs on it, the case is cancelled with it. */
  cancelInstance: {
    method: 'POST',
    path: '/instances/:instanceId/cancel',
    input: z.object(onOne),
    output: After,
    refusals: ['instanceEnded', 'caseClosed'],
    allow: writers,
  },
  retryIncident: {
    method: 'POST',
    path: '/instances/:instanceId/incidents/:incidentNo/retry',
    input: z.object({ ...onOne, incidentNo: z.coerce.number().int().positive() }),
    output: After,
    refusals: ['instanceEnded', 'incidentClosed'],
    allow: writers,
  },
  /** Goes on behind what failed as if it had been done; `variables`: what it would have given. A gateway wants the way to take. */
  skipIncident: {
    method: 'POST',
    path: '/instances/:instanceId/incidents/:incidentNo/skip',
    input: z.object({
      ...onOne,
      incidentNo: z.coerce.number().int().positive(),
      variables: z.record(VariableName, z.json()).default({}),
      flowId: ElementId.optional(),
    }),
    output: After,
    refusals: [
      'instanceEnded',
      'incidentClosed',
      'wayNeeded',
      'noSuchWay',
      'cannotSkip',
      'skipFailed',
      'valueTooLarge',
    ],
    allow: writers,
  },
})

const Told = { instanceId: InstanceId, key: z.string(), businessKey: z.string(), reason: z.string() }
const told = { version: 1, rooms: () => [COMPANY] }
/** Who and when stand beside the payload of every fact; a value that was set stands only in the instance. */
export const instanceFacts = {
  instanceVariableChanged: fact({ ...told, payload: z.object({ ...Told, name: z.string(), scopeNo: No }) }),
  instanceTokenMoved: fact({ ...told, payload: z.object({ ...Told, from: ElementId, to: ElementId }) }),
  instanceCancelled: fact({ ...told, payload: z.object(Told) }),
  instanceIncidentRetried: fact({
    ...told,
    payload: z.object({ ...Told, elementId: ElementId, isSolved: z.boolean() }),
  }),
  instanceIncidentSkipped: fact({ ...told, payload: z.object({ ...Told, elementId: ElementId }) }),
}
