import type { CaseId } from '#shared/contract/ids'
import type { ProcessKey } from '#shared/contract/suggestion'
import type { Context } from '../../db/context.ts'

export type CaseWhereabouts = {
  xml: string
  version: number
  state: 'active' | 'completed' | 'cancelled'
  active: { elementId: string; state: 'waiting' | 'failed' }[]
  visited: string[]
  flows: string[]
  incidents: { elementId: string; message: string; attempts: number; openedAt: Date }[]
}
/** The process behind a case; the processes fill it, for the domain may not look up at them. */
export type CaseProcess = {
  /** `answerDueAt`: when the term of the answer ends. */
  start(
    input: { process: ProcessKey; caseId: CaseId; businessKey: string; answerDueAt: Date },
    ctx: Context,
  ): Promise<{ instanceId: string }>
  /** Gives a waiting step another time, or without `tokenNo` the term of the answer. */
  moveTerm(input: { instanceId: string; tokenNo?: number; dueAt: Date }, ctx: Context): Promise<unknown>
  cancel(input: { instanceId: string; reason: string }, ctx: Context): Promise<void>
  retry(input: { instanceId: string }, ctx: Context): Promise<{ stillOpen: number }>
  inspect(input: { instanceId: string }, ctx: Context): Promise<CaseWhereabouts>
}

let connected: CaseProcess | undefined

/** Called once, by whoever composes the server. */
export function connectCaseProcess(process: CaseProcess): void {
  connected = process
}
export function caseProcess(): CaseProcess {
  if (!connected) throw new Error('the processes are not connected to the cases')
  return connected
}
