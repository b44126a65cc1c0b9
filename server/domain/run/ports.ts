import type { Context } from '../../db/context.ts'

export type StartableProcess = { key: string; name: string; version: number }
export type RunFailure = { elementId: string; elementName: string; message: string; attempts: number; openedAt: Date }

/** The processes that are started by hand; whoever composes the server fills it, for the domain may not look up at them. */
export type RunProcess = {
  /** Deployed, with a plain start, and of no noun of its own. */
  startable(ctx: Context): Promise<StartableProcess[]>
  start(
    input: { key: string; businessKey: string; variables: Record<string, unknown> },
    ctx: Context,
  ): Promise<{ instanceId: string }>
  cancel(input: { instanceId: string; reason: string }, ctx: Context): Promise<void>
  retry(input: { instanceId: string }, ctx: Context): Promise<{ stillOpen: number }>
  failures(input: { instanceId: string }, ctx: Context): Promise<RunFailure[]>
}

let connected: RunProcess | undefined

/** Called once, by whoever composes the server. */
export function connectRunProcess(process: RunProcess): void {
  connected = process
}
export function runProcess(): RunProcess {
  if (!connected) throw new Error('the processes are not connected to the runs')
  return connected
}
