import { type Handlers, Refusal } from '#shared/contract/contract'
import type { DesktopChannels } from '#shared/contract/desktop'
import { findConsumer, searchConsumers } from '../cache/consumers.ts'
import { lastInteractions } from '../cache/interactions.ts'
import { listQueue } from '../cache/queue.ts'
import { dropCommand, mendCommand, queueCommand } from '../sync/commands.ts'
import type { Workplace } from '../sync/workplace.ts'
import type { Caller } from './serve.ts'

type All = Handlers<DesktopChannels, Caller>
type Own = Pick<
  All,
  | 'keepSession'
  | 'readSession'
  | 'freshAccess'
  | 'forgetSession'
  | 'readConnection'
  | 'cachedSearch'
  | 'cachedConsumer'
  | 'queueCommand'
  | 'listQueuedCommands'
  | 'mendQueuedCommand'
  | 'dropQueuedCommand'
>
/** What the windows ask of the machine itself; the composition root fills it from the shell. */
export type ShellHandlers = Omit<All, keyof Own>

/** Every channel there is. `place` is asked each time: another server makes another workplace. */
export function makeHandlers(place: () => Workplace, shell: ShellHandlers, onQueue: () => void): All {
  return { ...shell, ...sessionHandlers(place), ...cacheHandlers(place), ...queueHandlers(place, onQueue) }
}

function sessionHandlers(place: () => Workplace) {
  return {
    keepSession: (session) => place().keep(session),
    readSession: () => place().read(),
    freshAccess: ({ stale }) => place().fresh(stale),
    forgetSession: async (input) => {
      await place().forget(input)
      return {}
    },
    readConnection: async () => place().connection(),
  } satisfies Partial<Own>
}

function cacheHandlers(place: () => Workplace) {
  return {
    cachedSearch: async ({ q }) => ({ lines: searchConsumers(place().filled(), q), asOf: place().asOf() }),
    cachedConsumer: async ({ consumerId }) => {
      const consumer = findConsumer(place().filled(), consumerId)
      if (!consumer) throw new Refusal('notCached')
      return { consumer, interactions: lastInteractions(place().db(), consumerId), asOf: place().asOf() }
    },
  } satisfies Partial<Own>
}

function queueHandlers(place: () => Workplace, onQueue: () => void) {
  const changed = () => {
    place().wake()
    onQueue()
  }
  return {
    queueCommand: async ({ endpoint, input }) => {
      const command = queueCommand(place().db(), endpoint, input)
      changed()
      return command
    },
    listQueuedCommands: async () => listQueue(place().db()),
    mendQueuedCommand: async ({ commandId, input }) => {
      const command = mendCommand(place().db(), commandId, input)
      changed()
      return command
    },
    dropQueuedCommand: async ({ commandId }) => {
      dropCommand(place().db(), commandId, place().sending())
      changed()
      return {}
    },
  } satisfies Partial<Own>
}
