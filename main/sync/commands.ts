import { type CommandId, Refusal } from '#shared/contract/contract'
import type { OfflineCommand, QueuedCommand } from '#shared/contract/desktop'
import { api } from '#shared/contract/index'
import type { CacheDb } from '../cache/open.ts'
import { addToQueue, findQueued, removeQueued, replaceQueued } from '../cache/queue.ts'
import { malformed } from '../malformed.ts'

type Input = Record<string, unknown>

/** On disk when it returns. Refusal: `malformed`. */
export function queueCommand(db: CacheDb, endpoint: OfflineCommand, input: Input): QueuedCommand {
  const commandId = checked(endpoint, input)
  return addToQueue(db, { commandId, endpoint, input, queuedAt: new Date().toISOString() })
}

/** Refusals: `malformed`, `notQueued`, `notRefused`. */
export function mendCommand(db: CacheDb, old: CommandId, input: Input): QueuedCommand {
  const command = queued(db, old)
  if (command.state !== 'refused') throw new Refusal('notRefused')
  const commandId = checked(command.endpoint, input)
  replaceQueued(db, old, { commandId, input })
  return queued(db, commandId)
}

/** Refusals: `notQueued`, `beingSent`. */
export function dropCommand(db: CacheDb, id: CommandId, sending: CommandId | null): void {
  queued(db, id)
  if (id === sending) throw new Refusal('beingSent')
  removeQueued(db, id)
}

function queued(db: CacheDb, id: CommandId): QueuedCommand {
  const command = findQueued(db, id)
  if (!command) throw new Refusal('notQueued')
  return command
}

/** What the server would turn away at sight is told now, while the person is still at it. */
function checked(endpoint: OfflineCommand, input: Input): CommandId {
  const given = api[endpoint].input.strict().safeParse(input)
  if (!given.success) throw malformed(given.error)
  return given.data.commandId
}
