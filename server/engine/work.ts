import type { Context } from '../db/context.ts'
import type { Variables } from './expression.ts'

/** Where an instance stands when it calls out. `variables`: all that is seen from here. */
export type Execution = {
  instanceId: string
  processKey: string
  businessKey: string
  elementId: string
  elementName: string
  tokenNo: number
  attributes: Readonly<Record<string, string>>
  variables: Readonly<Variables>
  /** The element's own `input`, evaluated. */
  input: Readonly<Variables>
}
export type Binding = (execution: Execution, ctx: Context) => Promise<Variables | undefined>

/**
 * A call to the outside, made in no transaction: at least once, so `key`, the same in every attempt, lets the other side drop a repeat.
 * A RaisedError is the refusal of the other side, for the drawing to catch; whatever else it throws is tried again.
 */
export type Outside = (call: {
  key: string
  execution: Execution
  attempt: number
  signal: AbortSignal
}) => Promise<Variables | undefined>

/** What a process means: the work behind its drawing. Everything but `outside` runs in the advance's transaction. */
export type ProcessWork = {
  services: Readonly<Record<string, Binding>>
  /** Names share their space with those of `services`. */
  outside?: Readonly<Record<string, Outside>>
  /** A token waits at a user task. What it answers is seen by the task's own timers only. */
  taskEntered: Binding
  /**
   * The drawing says something else of a waiting task, for its instance went to another version. What it answers is seen as what was
   * answered when the task was entered. Without it the old work ends and new work begins.
   */
  taskChanged?: (
    execution: Execution,
    before: { attributes: Execution['attributes']; since: Date },
    ctx: Context,
  ) => Promise<Variables | undefined>
  taskLeft: (execution: Execution, how: 'completed' | 'interrupted' | 'cancelled', ctx: Context) => Promise<void>
}
/** By process key. */
export type Works = Readonly<Record<string, ProcessWork>>

/** Work that only computes: it is given no transaction, so it can neither wait for the database nor leave anything to undo. */
export const pure =
  (compute: (execution: Execution) => Variables | undefined): Binding =>
  async (execution) =>
    compute(execution)
