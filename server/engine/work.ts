import type { Reckoning } from '#shared/rules/termLength'
import type { Context } from '../db/context.ts'
import type { Variables } from './expression.ts'

/** Who is to do a task, how urgent it is and by when, as its drawing says; `dueAt` null: it says nothing. */
export type Assignment = {
  candidates: Readonly<Variables> | null
  priority: number
  dueAt: Date | null
  reckoned: Reckoning | null
}
/** How times in working days are reckoned; the engine knows neither holidays nor whose they are. */
export type CalendarPort = {
  /** The calendar that holds for what is seen here. */
  keyFor(variables: Readonly<Variables>, ctx: Context): Promise<string>
  dueAt(reckoned: Reckoning, ctx: Context): Promise<Date>
}

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
  /** Of a user task only. */
  assignment: Assignment | null
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
  /**
   * A token waits at a user task. What it answers is seen by the task's own timers only; an answered `dueAt` with its `reckoned` is the
   * task's due date, and a timer that waits for that instant is reckoned like it.
   */
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
  /** Without it a time in working days is an incident. */
  calendar?: CalendarPort
}
/** The key of the work for every process that has none of its own. */
export const ANY_PROCESS = '*'
/** By process key. */
export type Works = Readonly<Record<string, ProcessWork>>

/** Work that only computes: it is given no transaction, so it can neither wait for the database nor leave anything to undo. */
export const pure =
  (compute: (execution: Execution) => Variables | undefined): Binding =>
  async (execution) =>
    compute(execution)
