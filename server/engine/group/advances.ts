import type { Context } from '../../db/context.ts'
import type { Run } from '../run.ts'
import type { StartInput } from '../startInstance.ts'

/** On whose behalf, and when; the transaction is the group's. */
export type Who = Omit<Context, 'tx'>

/** One advance in line: of a stored instance, or of one that is to begin. */
export type Advance = {
  instanceId: string | null
  start: StartInput | null
  who: Who
  /** Moves the instance; answers how its caller is told, once that is committed. */
  step: (run: Run) => Promise<() => void>
  refuse: (error: unknown) => void
  queuedAt: number
  /** Rounds it was left out of because another transaction held its instance, and until when it waits for the next. */
  timesHeld: number
  notBefore: number
}

/** The server is stopping and takes no more advances. */
export class GroupStopped extends Error {}
/** Another transaction has held the instance for too long. */
export class InstanceBusy extends Error {}
/** The database could not be reached; nothing has happened. */
export class DatabaseUnavailable extends Error {}
