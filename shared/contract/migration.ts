import { z } from 'zod'
import { COMPANY, CommandId, endpoints, fact } from './contract.ts'
import { InstanceId } from './ids.ts'
import { Reason } from './instance.ts'
import { ElementId, ProcessKey } from './suggestion.ts'

const Version = z.number().int().positive()
const GivenVersion = z.coerce.number().int().positive()

/** Old node → new node; null: a boundary event or an event sub-process that is given up. A node not named goes to the one of its own id. */
export const NodeMap = z.record(ElementId, ElementId.nullable())
export type NodeMap = z.infer<typeof NodeMap>
const MAP_LIMIT_CHARACTERS = 8_000
/** A node map in the query of a dry run. */
export const nodeMapText = (map: NodeMap): string => JSON.stringify(map)

/**
 * Why an instance cannot go. noCounterpart: the node is gone · kindDiffers: it is of another kind, or waits for something of another
 * kind · levelDiffers: it is drawn in another sub-process · loopDiffers: it is repeated in another way · triggerGone: a boundary event or an
 * event sub-process that listens has no counterpart and is not given up · joinDiffers: a way into a join is gone by which a token came ·
 * bindingDiffers, calledDiffers: other work, another process is on its way · undoDiffers: what could be undone has no counterpart ·
 * cannotGoOn: a timer or a message of the new drawing cannot be reckoned with the variables there are, or the work behind a task fails ·
 * notRunning: it has ended, or runs by another version.
 */
export const MigrationProblemCode = z.enum([
  'noCounterpart',
  'kindDiffers',
  'levelDiffers',
  'loopDiffers',
  'triggerGone',
  'joinDiffers',
  'bindingDiffers',
  'calledDiffers',
  'undoDiffers',
  'cannotGoOn',
  'notRunning',
])
export type MigrationProblemCode = z.infer<typeof MigrationProblemCode>
export const MigrationProblem = z.object({
  code: MigrationProblemCode,
  /** The node of the old drawing; null where it is not about one. */
  elementId: ElementId.nullable(),
  /** The node that it was to go to, where there is one. */
  toElementId: ElementId.nullable(),
})
export type MigrationProblem = z.infer<typeof MigrationProblem>

export const MigratedPortion = z.object({
  /** Those that can go, or went. */
  moved: z.array(InstanceId),
  refused: z.array(
    z.object({ instanceId: InstanceId, businessKey: z.string(), problems: z.array(MigrationProblem).min(1) }),
  ),
  /** For the next portion; null: that was the last. */
  next: z.uuid().nullable(),
})
export type MigratedPortion = z.infer<typeof MigratedPortion>
export const MOST_IN_PORTION = 100

const writers = ['analyst', 'administrator'] as const
const readers = ['supervisor', 'auditor', ...writers] as const

export const migrationEndpoints = endpoints({
  /** A dry run of migrateInstances over the same portion; nothing is changed. `map` is the `nodeMapText` of a NodeMap. */
  previewMigration: {
    method: 'GET',
    path: '/processes/:key/migration',
    input: z.object({
      key: ProcessKey,
      from: GivenVersion,
      to: GivenVersion,
      map: z.string().max(MAP_LIMIT_CHARACTERS).default('{}'),
      /** Without it all that run, in portions. */
      instanceId: InstanceId.optional(),
      after: z.uuid().optional(),
    }),
    output: MigratedPortion.extend({
      /** All of the old version that run. */
      running: z.number().int(),
    }),
    refusals: ['sameVersion', 'badMap', 'elementUnknown'],
    allow: readers,
  },
  /** Takes running instances to another version, a portion of them: an instance that cannot go stays as it is, the others go. */
  migrateInstances: {
    method: 'POST',
    path: '/processes/:key/migration',
    input: z.object({
      key: ProcessKey,
      from: Version,
      to: Version,
      map: NodeMap.default({}),
      /** Without them all that run, in portions. */
      instanceIds: z.array(InstanceId).min(1).max(MOST_IN_PORTION).optional(),
      after: z.uuid().optional(),
      reason: Reason,
      commandId: CommandId,
    }),
    output: MigratedPortion,
    refusals: ['sameVersion', 'elementUnknown'],
    allow: writers,
  },
})

export const migrationFacts = {
  /** One a portion. */
  instancesMigrated: fact({
    version: 1,
    payload: z.object({
      key: z.string(),
      from: Version,
      to: Version,
      map: NodeMap,
      moved: z.array(InstanceId),
      refused: z.array(InstanceId),
      reason: z.string(),
    }),
    rooms: () => [COMPANY],
  }),
}
