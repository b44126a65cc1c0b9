import type { FormSchema, FormValues, ValueProblem } from '#shared/contract/form'
import type { Reckoning } from '#shared/rules/termLength'
import type { Context } from '../../db/context.ts'

type Token = { instanceId: string; tokenNo: number }

/** How a step of a process goes on; the processes fill it, for the domain may not look up at them. */
export type StepProcess = {
  complete(
    input: { instanceId: string; tokenNo: number; variables: Record<string, unknown> },
    ctx: Context,
  ): Promise<unknown>
  /** The due dates of steps move, and the timers that wait for them; answers how many timers. */
  moveDue(
    steps: readonly { instanceId: string; tokenNo: number; dueAt: Date; reckoned: Reckoning }[],
    ctx: Context,
  ): Promise<number>
  /** The form of the step in the version its instance runs, with the variables it shows; null: it has none. */
  openForm(token: Token, ctx: Context): Promise<{ schema: FormSchema; variables: FormValues } | null>
  /** What was filled in as variables, or which fields are wrong and why. */
  readForm(token: Token, given: FormValues, ctx: Context): Promise<{ values: FormValues; problems: ValueProblem[] }>
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
