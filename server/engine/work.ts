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

/** What a process means: the work behind its drawing. Everything runs in the advance's transaction. */
export type ProcessWork = {
  services: Readonly<Record<string, Binding>>
  /** A token waits at a user task. What it answers is seen by the task's own timers only. */
  taskEntered: Binding
  taskLeft: (execution: Execution, how: 'completed' | 'interrupted' | 'cancelled', ctx: Context) => Promise<void>
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
