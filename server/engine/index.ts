import type { Context } from '../db/context.ts'
import type { Db } from '../db/database.ts'
import { cancelInstance } from './cancelInstance.ts'
import { type CompleteInput, completeTask } from './completeTask.ts'
import { askDecision, askDecisionOfEach } from './decision/askDecision.ts'
import { deployDecision } from './decision/deployDecision.ts'
import { deploy } from './deploy.ts'
import { failures } from './failures.ts'
import { fireDueTimers } from './fireDueTimers.ts'
import { type Group, startGroup } from './group/startGroup.ts'
import { inspect } from './inspect.ts'
import { broadcastSignal } from './messages/broadcastSignal.ts'
import { correlateMessage, type Message } from './messages/correlateMessage.ts'
import { type MoveTimersInput, moveTimers } from './moveTimers.ts'
import { openStep } from './openStep.ts'
import { operations } from './operate/index.ts'
import { makeDueCalls, startOutsideLoop } from './outside/outsideLoop.ts'
import { deliverPosts } from './posts/deliverPosts.ts'
import { startPostLoop } from './posts/postLoop.ts'
import { type MovedStep, moveReckoned, moveSteps, pageReckoned } from './reckoned.ts'
import { retryIncidents } from './retryIncidents.ts'
import { startable } from './startable.ts'
import { type StartInput, startInstance } from './startInstance.ts'
import { fireDueStarts } from './starts/fireDueStarts.ts'
import { startWhereTrue } from './starts/startWhereTrue.ts'
import { startTimerLoop } from './timerLoop.ts'
import type { Works } from './work.ts'

export type { Enclosed, Enclosure } from './compile/enclosed.ts'
export { compile } from './compile.ts'
export { DecisionRefused } from './decision/deployDecision.ts'
export { type TriedDecision, tryDecision } from './decision/tryDecision.ts'
export type { Definition } from './definition.ts'
export { ProcessRefused } from './deploy.ts'
export { compileExpression, FailedExpression, type Variables } from './expression.ts'
export { withinBudget } from './feel/budget.ts'
export { DatabaseUnavailable, GroupStopped, InstanceBusy } from './group/advances.ts'
export type { Group } from './group/startGroup.ts'
export type { Inspection } from './inspect.ts'
export type { OpenStep } from './openStep.ts'
export type {
  FoundInstance,
  InstanceFilter,
  Moved,
  OpenedInstance,
  Operations,
  RetriedOne,
  Skipped,
  Standing,
  Statistics,
  Step,
  Steps,
} from './operate/index.ts'
export type { Place, Problem, ProblemCode } from './problem.ts'
export { type TriedProcess, tryProcess } from './sandbox/tryProcess.ts'
export { RaisedError } from './walk/index.ts'
export {
  ANY_PROCESS,
  type Assignment,
  type Binding,
  type CalendarPort,
  type Execution,
  type Outside,
  type ProcessWork,
  pure,
  type Works,
} from './work.ts'

/** The engine over what its processes mean. Every verb runs in the caller's transaction and stops at the next wait states. */
export const makeEngine = (works: Works) => ({
  deploy: (input: { xml: string }, ctx: Context) => deploy(works, input, ctx),
  startInstance: (input: StartInput, ctx: Context) => startInstance(works, input, ctx),
  completeTask: (input: CompleteInput, ctx: Context) => completeTask(works, input, ctx),
  cancelInstance: (input: { instanceId: string; reason: string }, ctx: Context) => cancelInstance(works, input, ctx),
  retryIncidents: (input: { instanceId: string }, ctx: Context) => retryIncidents(works, input, ctx),
  deployDecision,
  askDecision,
  askDecisionOfEach,
  correlateMessage: (message: Message, ctx: Context) => correlateMessage(works, message, ctx),
  broadcastSignal: (signal: Parameters<typeof broadcastSignal>[1], ctx: Context) => broadcastSignal(works, signal, ctx),
  startWhereTrue: (input: Parameters<typeof startWhereTrue>[1], ctx: Context) => startWhereTrue(works, input, ctx),
  fireDueStarts: (ctx: Context) => fireDueStarts(works, ctx),
  deliverPosts: (ctx: Context, most?: number) => deliverPosts(works, ctx, most),
  startPosts: (db: Db, options: Parameters<typeof startPostLoop>[2]) => startPostLoop(db, works, options),
  pageReckoned,
  moveReckoned: (moved: Parameters<typeof moveReckoned>[1], ctx: Context) => moveReckoned(works, moved, ctx),
  moveSteps: (steps: readonly MovedStep[], ctx: Context) => moveSteps(works, steps, ctx),
  /** Calls to the outside that are due, each made once. */
  makeDueCalls: (db: Db, now: Date) => makeDueCalls(db, works, now),
  startOutside: (db: Db, options: Parameters<typeof startOutsideLoop>[2]) => startOutsideLoop(db, works, options),
  fireDueTimers: (ctx: Context) => fireDueTimers(works, ctx),
  moveTimers: (input: MoveTimersInput, ctx: Context) => moveTimers(works, input, ctx),
  inspect,
  openStep: (input: { instanceId: string; tokenNo: number }, ctx: Context) => openStep(works, input, ctx),
  failures: (input: { instanceId: string }, ctx: Context) => failures(works, input, ctx),
  startable: (ctx: Context) => startable(works, ctx),
  operations: operations(works),
  /** The same verbs for callers without a transaction, many of whom then share one. One for a server. */
  startGroup: (db: Db, { onError }: { onError: (error: unknown) => void }) =>
    startGroup(works, { url: db.url, onError }),
  startTimers: (db: Db, group: Group, options: Parameters<typeof startTimerLoop>[2]) =>
    startTimerLoop(db, group, options),
})
export type Engine = ReturnType<typeof makeEngine>
