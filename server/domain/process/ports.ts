import type { BindingAbout, ProcessProblem, TriedDecision, TriedProcess } from '#shared/contract/process'
import type { TrialMove } from '#shared/contract/trial'
import type { Context } from '../../db/context.ts'

export type DeployedVersion = { key: string; version: number; name: string; deployedAt: Date; deployedBy: string }
export type EngineDeployment =
  | { key: string; name: string; version: number; isNew: boolean }
  | { problems: readonly ProcessProblem[] }

/** Where drawings become versions; the processes fill it, for the domain may not look up at them. */
export type ProcessEngine = {
  deploy(input: { xml: string }, ctx: Context): Promise<EngineDeployment>
  /** The newest version of every process. */
  newest(ctx: Context): Promise<DeployedVersion[]>
  /** Of one process, newest first. */
  versions(input: { key: string }, ctx: Context): Promise<DeployedVersion[]>
  xml(input: { key: string; version: number }, ctx: Context): Promise<string | null>
  bindings: readonly BindingAbout[]
  /** Names of the forms of outcomes that a step may be done with. */
  forms: readonly string[]
  /** Decisions that were deployed by themselves, by name. */
  decisions(ctx: Context): Promise<{ key: string; name: string }[]>
  tryProcess(
    input: { xml: string; variables: Record<string, unknown>; moves: readonly TrialMove[] },
    ctx: Context,
  ): Promise<TriedProcess>
  tryDecision(input: { dmn: string; decision: string; inputs: Record<string, unknown> }): Promise<TriedDecision>
  /** Whether there is work written for this process alone. */
  hasOwnWork(key: string): boolean
}

let connected: ProcessEngine | undefined

/** Called once, by whoever composes the server. */
export function connectProcessEngine(engine: ProcessEngine): void {
  connected = engine
}
export function processEngine(): ProcessEngine {
  if (!connected) throw new Error('the engine is not connected to the processes')
  return connected
}
