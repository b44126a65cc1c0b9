import type { MeterId, ReadingId } from '#shared/contract/ids'
import type { ReadingFinding, ReadingVerdict } from '#shared/contract/reading'
import type { Context } from '../../db/context.ts'

export type Question = { findings: readonly ReadingFinding[]; attempt: number }
type Step = Question & { readingId: ReadingId; meterId: MeterId }

/** The process behind readings that cannot be accepted at once; the processes fill it, for the domain may not look up at them. */
export type ReadingProcess = {
  /** Asks the deployed table what is to be done. */
  decide(question: Question, ctx: Context): Promise<ReadingVerdict>
  start(step: Step, ctx: Context): Promise<{ instanceId: string }>
  /** Hands a new reading to whoever waits for one of this meter. Null: nobody waits any more. */
  receive(step: Step, ctx: Context): Promise<{ instanceId: string } | null>
}

let connected: ReadingProcess | undefined

/** Called once, by whoever composes the server. */
export function connectReadingProcess(process: ReadingProcess): void {
  connected = process
}
export function readingProcess(): ReadingProcess {
  if (!connected) throw new Error('the processes are not connected to the readings')
  return connected
}
