import type { Variables } from '../expression.ts'
import type { HistoryRow, Run } from '../run.ts'

export type Told = Pick<HistoryRow, 'event' | 'elementId' | 'tokenNo'>

/** Where a simulation is played: in memory, or on a database. `isKilled`: what is done is not kept, as by a server killed on the way. */
export type Theatre = {
  now: Date
  isKilled: boolean
  deploy(xml: string): Promise<string>
  start(process: string, variables: Variables): Promise<string>
  complete(id: string, taskNo: number, variables: Variables): Promise<unknown>
  retry(id: string): Promise<unknown>
  signal(id: string, name: string, variables: Variables): Promise<unknown>
  /** Answers whether somebody waited for it. */
  message(id: string, name: string, key: string, variables: Variables): Promise<boolean>
  fire(id: string, timerNo: number): Promise<unknown>
  look(id: string): Promise<Run>
  history(id: string): Promise<readonly Told[]>
}
