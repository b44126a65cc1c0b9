import { z } from 'zod'
import { StepFailure } from './case.ts'
import { CommandId, endpoints, fact, page, type Room } from './contract.ts'
import { BranchId, ConsumerId, InteractionId, RunId } from './ids.ts'
import { ProcessKey } from './suggestion.ts'
import { Task } from './task.ts'

export const RunState = z.enum(['active', 'completed', 'cancelled'])

/** A process that an analyst has drawn, at work for a consumer. */
export const Run = z.object({
  id: RunId,
  /** `P26-000123`: the year and a running number; the business key of its instance. */
  number: z.string(),
  processKey: ProcessKey,
  processName: z.string(),
  /** The version it began with and stays with. */
  version: z.number().int(),
  consumerId: ConsumerId,
  branchId: BranchId,
  interactionId: InteractionId.nullable(),
  state: RunState,
  startedAt: z.iso.datetime(),
  startedByName: z.string(),
  endedAt: z.iso.datetime().nullable(),
})
export type Run = z.infer<typeof Run>

/** With what waits in it, and what it could not do by itself. */
export const RunLine = Run.extend({
  steps: z.array(Task),
  failures: z.array(StepFailure.extend({ elementName: z.string() })),
})
export type RunLine = z.infer<typeof RunLine>

export const StartableProcess = z.object({ key: ProcessKey, name: z.string(), version: z.number().int() })
export type StartableProcess = z.infer<typeof StartableProcess>

const workers = ['agent', 'clerk', 'specialist', 'supervisor'] as const
const readers = [...workers, 'analyst', 'administrator', 'auditor'] as const

export const runEndpoints = endpoints({
  /** What may be started by hand for a consumer, by name: deployed, with a plain start, and of no other noun. */
  listStartable: {
    method: 'GET',
    path: '/startable-processes',
    input: z.object({}),
    output: z.object({ items: z.array(StartableProcess) }),
    refusals: [],
    allow: workers,
  },
  /** Starts the newest version, out of a contact (`interactionId`) or without one. */
  startRun: {
    method: 'POST',
    path: '/consumers/:consumerId/runs',
    input: z.object({
      consumerId: ConsumerId,
      key: ProcessKey,
      interactionId: InteractionId.optional(),
      commandId: CommandId,
    }),
    output: Run,
    refusals: ['notStartable', 'interactionOfAnother'],
    allow: workers,
  },
  /** Running ones first, newest first. */
  listRuns: {
    method: 'GET',
    path: '/consumers/:consumerId/runs',
    input: z.object({
      consumerId: ConsumerId,
      after: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    output: page(RunLine),
    refusals: ['badCursor'],
    allow: readers,
  },
  /** Ends it where it stands; its open steps go. */
  cancelRun: {
    method: 'POST',
    path: '/runs/:runId/cancel',
    input: z.object({ runId: RunId, reason: z.string().trim().min(5).max(2_000), commandId: CommandId }),
    output: Run,
    refusals: ['runEnded', 'instanceEnded'],
    allow: workers,
  },
  /** Tries again what the process could not do. */
  retryRun: {
    method: 'POST',
    path: '/runs/:runId/retry',
    input: z.object({ runId: RunId, commandId: CommandId }),
    output: z.object({ stillFailing: z.number().int() }),
    refusals: ['nothingFailed', 'instanceEnded'],
    allow: ['supervisor', 'administrator'],
  },
})

const runRooms = ({ run }: { run: Run }): Room[] => [`consumer:${run.consumerId}`, `branch:${run.branchId}`]
const payload = z.object({ run: Run })

export const runFacts = {
  runStarted: fact({ version: 1, payload, rooms: runRooms }),
  runEnded: fact({ version: 1, payload, rooms: runRooms }),
}
