import type {
  InstanceLine,
  InstanceState,
  InstanceStep,
  NodeStatistic,
  OpenedInstance,
} from '#shared/contract/instance'
import type { MigratedPortion, NodeMap } from '#shared/contract/migration'
import type { Context } from '../../db/context.ts'

export type InstanceFilter = {
  key?: string | undefined
  version?: number | undefined
  state?: InstanceState | undefined
  elementId?: string | undefined
  businessKey?: string | undefined
  variable?: { name: string; value: string } | undefined
  isOverdue: boolean
  hasIncident: boolean
  after?: string | undefined
  limit: number
}
/** A step before names are put to its actors. */
export type Step = Omit<InstanceStep, 'actorName'>
export type Steps = { steps: Step[]; olderSteps: number | null }
export type Opened = Omit<OpenedInstance, 'steps' | 'olderSteps'>
export type Standing = { process: string; businessKey: string; state: InstanceState; incidents: number }
export type Migration = {
  process: string
  from: number
  to: number
  map: NodeMap
  instanceIds?: readonly string[] | undefined
  after?: string | undefined
  most: number
}
type On = { instanceId: string; reason: string }

/** Running processes as their operators see them; the processes fill it, for the domain may not look up at them. */
export type InstanceEngine = {
  find(filter: InstanceFilter, ctx: Context): Promise<InstanceLine[]>
  /** Throws Missing('instanceUnknown'). */
  open(input: { instanceId: string }, ctx: Context): Promise<Opened>
  steps(input: { instanceId: string; before?: number }, ctx: Context): Promise<Steps>
  /** Undefined: there is no such version. */
  statistics(
    input: { key: string; version: number; since: Date },
    ctx: Context,
  ): Promise<{ instances: number; active: number; nodes: NodeStatistic[] } | undefined>
  changeVariable(input: On & { scopeNo: number; name: string; value: unknown }, ctx: Context): Promise<Standing>
  moveToken(input: On & { tokenNo: number; elementId: string }, ctx: Context): Promise<Standing & { from: string }>
  cancel(input: On, ctx: Context): Promise<void>
  retryIncident(
    input: On & { incidentNo: number },
    ctx: Context,
  ): Promise<Standing & { elementId: string; isSolved: boolean }>
  skipIncident(
    input: On & { incidentNo: number; variables: Record<string, unknown>; flowId?: string | undefined },
    ctx: Context,
  ): Promise<Standing & { elementId: string }>
  /** Both throw Missing('noSuchVersion'); refusals: sameVersion, elementUnknown. */
  previewMigration(input: Migration, ctx: Context): Promise<MigratedPortion>
  migrate(input: Migration & { reason: string }, ctx: Context): Promise<MigratedPortion>
  /** How many run by a version. */
  running(input: { key: string; version: number }, ctx: Context): Promise<number>
}

let connected: InstanceEngine | undefined

/** Called once, by whoever composes the server. */
export function connectInstanceEngine(engine: InstanceEngine): void {
  connected = engine
}
export function instanceEngine(): InstanceEngine {
  if (!connected) throw new Error('the engine is not connected to the instances')
  return connected
}
