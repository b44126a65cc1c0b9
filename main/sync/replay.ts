import { type CommandId, Refusal } from '#shared/contract/contract'
import type { OfflineCommand } from '#shared/contract/desktop'
import type { CacheDb } from '../cache/open.ts'
import { markDone, markRefused, nextQueued, removeQueued } from '../cache/queue.ts'
import { ServerFault } from './failures.ts'
import type { Send } from './server.ts'

type Options = {
  db: CacheDb
  send: Send
  onSending: (id: CommandId | null) => void
  onSettled: () => void
  isStopped: () => boolean
}

/** Whose answer a person must see: the number of a case, and its code for the portal, which is told once. */
const ANSWER_IS_READ = new Set<OfflineCommand>(['registerCase'])

/** What happened to a session is no verdict on the command. */
const SESSION_CODES = new Set(['signInRequired', 'sessionEnded', 'signedOut', 'unreachable'])

/**
 * Sends what waits, in the order it was taken. A command leaves the disk only after its answer; when the answer was lost, the same
 * command goes again and the server gives the first answer. A refused one stays for a person, one that the server stumbles over waits
 * for another try, and those behind them go on. Answers whether every one of them has its answer.
 */
export async function replay({ db, send, onSending, onSettled, isStopped }: Options): Promise<boolean> {
  let isComplete = true
  for (let next = nextQueued(db, 0); next !== null && !isStopped(); next = nextQueued(db, next.position)) {
    const { command } = next
    onSending(command.commandId)
    try {
      const answer = await send(command.endpoint, command.input)
      if (ANSWER_IS_READ.has(command.endpoint)) markDone(db, command.commandId, answer)
      else removeQueued(db, command.commandId)
    } catch (error) {
      if (error instanceof ServerFault) isComplete = false
      else if (error instanceof Refusal && !SESSION_CODES.has(error.code))
        markRefused(db, command.commandId, { code: error.code, detail: error.detail })
      else throw error
    } finally {
      onSending(null)
    }
    onSettled()
  }
  return isComplete
}
