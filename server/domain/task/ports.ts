import type { Context } from '../../db/context.ts'

/** How a step of a process goes on; the processes fill it, for the domain may not look up at them. */
export type StepProcess = {
  complete(
    input: { instanceId: string; tokenNo: number; variables: Record<string, unknown> },
    ctx: Context,
  ): Promise<unknown>
}

let connected: StepProcess | undefined

/** Called once, by whoever composes the server. */
export function connectStepProcess(process: StepProcess): void {
  connected = process
}
export function stepProcess(): StepProcess {
  if (!connected) throw new Error('the processes are not connected to the tasks')
  return connected
}
