import type { Enclosed } from './compile/enclosed.ts'
import type { Decisions } from './decision/compileDecisions.ts'
import type { Expression } from './expression.ts'
import type { Retries } from './retries.ts'

export type Flow = { id: string; from: string; to: string; condition: Expression | null; isDefault: boolean }

/** When a timer fires: the expression gives ISO 8601 text (or a FEEL date, duration). */
export type TimerRule = { kind: 'date' | 'duration' | 'cycle'; expression: Expression }
/** What a timer row is made for. */
export type Timed = { id: string; timer: TimerRule }

/** What an event waits for, or does. `key` null: a message is known by the instance's business key; `code` null: any. */
export type Trigger =
  | { kind: 'none' }
  | { kind: 'terminate' }
  | { kind: 'message'; name: string; key: Expression | null }
  | { kind: 'signal'; name: string }
  | { kind: 'timer'; timer: TimerRule }
  | { kind: 'condition'; condition: Expression }
  | { kind: 'error'; code: string | null }
  | { kind: 'escalation'; code: string | null }
  | { kind: 'compensation'; activity: string | null }
  | { kind: 'link'; target: string | null }

/** `within`: the sub-process an element is drawn in, null for the process. `incoming`: ids of the flows that lead to it. */
export type Common = {
  id: string
  name: string
  within: string | null
  attributes: Readonly<Record<string, string>>
  outgoing: readonly Flow[]
  incoming: readonly string[]
}

export type StartEvent = Common & { kind: 'start'; trigger: Trigger; isInterrupting: boolean }
/** `input`: what a thrown message or signal carries. */
export type EndEvent = Common & { kind: 'end'; trigger: Trigger; input: Expression | null }
export type ThrowEvent = Common & { kind: 'throw'; trigger: Trigger; input: Expression | null }
export type CatchEvent = Common & { kind: 'catch'; trigger: Trigger }
/** `handler`: of a compensation event, the activity that undoes. */
export type BoundaryEvent = Common & {
  kind: 'boundary'
  attachedTo: string
  isInterrupting: boolean
  trigger: Trigger
  handler: string | null
}

/** How an activity is repeated. `max` ends a standard loop whatever its condition says. */
export type Loop =
  | { kind: 'standard'; condition: Expression | null; isTestedBefore: boolean; max: number | null }
  | {
      kind: 'multi'
      isSequential: boolean
      cardinality: Expression | null
      collection: Expression | null
      item: string | null
      completion: Expression | null
      outputCollection: string | null
      outputItem: Expression | null
    }

/** `input`, `output`: FEEL contexts, whose entries are seen inside and afterwards outside. */
type Acting = Common & {
  input: Expression | null
  output: Expression | null
  loop: Loop | null
  boundary: readonly BoundaryEvent[]
  isForCompensation: boolean
}
export type UserTask = Acting & { kind: 'userTask'; assignment: Assignment }
/** `retries`: of a binding that goes outside. */
export type ServiceTask = Acting & { kind: 'serviceTask'; binding: string; retries: Retries }
/** Sends by a binding or, without one, a message to whoever waits for it. */
export type SendTask = Acting & {
  kind: 'sendTask'
  binding: string | null
  retries: Retries
  message: Trigger & { kind: 'message' }
}
export type ReceiveTask = Acting & { kind: 'receiveTask'; trigger: Trigger & { kind: 'message' } }
export type ScriptTask = Acting & { kind: 'scriptTask'; script: Expression; result: string | null }
/** `version` null: the newest decision at run time. */
export type RuleTask = Acting & { kind: 'ruleTask'; decision: string; version: number | null; result: string | null }
export type ManualTask = Acting & { kind: 'manualTask' }
/** `starts`: the inner start of an embedded one, the trigger of an event sub-process. */
export type SubProcess = Acting & {
  kind: 'subProcess'
  isTriggered: boolean
  start: string
  eventSubProcesses: readonly string[]
}
export type CallActivity = Acting & { kind: 'callActivity'; process: string }
export type Activity =
  | UserTask
  | ServiceTask
  | SendTask
  | ReceiveTask
  | ScriptTask
  | RuleTask
  | ManualTask
  | SubProcess
  | CallActivity

/** Who may do a user task and how urgent it is. */
export type Assignment = {
  roles: readonly string[]
  unit: string | null
  skill: string | null
  candidates: Expression | null
  priority: Expression | null
  due: Expression | null
}

export type Gateway = Common & { kind: 'exclusiveGateway' | 'inclusiveGateway' | 'parallelGateway' | 'eventGateway' }
export type Element = StartEvent | EndEvent | ThrowEvent | CatchEvent | BoundaryEvent | Gateway | Activity

/**
 * A compiled process: immutable, shared by all its instances. `start` is the plain start, or else the first one;
 * `upstream`: per join, the elements from which a token can still come to it without passing it.
 */
export type Definition = {
  key: string
  name: string
  start: string
  starts: readonly StartEvent[]
  elements: ReadonlyMap<string, Element>
  eventSubProcesses: readonly string[]
  upstream: ReadonlyMap<string, ReadonlySet<string>>
  calls: readonly string[]
  enclosed: Enclosed
  /** Decisions that the drawing carries, by their key, each with those of its file. */
  decisions: ReadonlyMap<string, Decisions>
}

export function elementOf(definition: Definition, id: string): Element {
  const element = definition.elements.get(id)
  if (!element) throw new Error(`process ${definition.key} has no element ${id}`)
  return element
}

const ACTIVITIES: ReadonlySet<string> = new Set<Activity['kind']>([
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'ruleTask',
  'manualTask',
  'subProcess',
  'callActivity',
])
export const isActivity = (element: Element): element is Activity => ACTIVITIES.has(element.kind)

export function activityOf(definition: Definition, id: string): Activity {
  const element = elementOf(definition, id)
  if (!isActivity(element)) throw new Error(`${id} is no activity`)
  return element
}
