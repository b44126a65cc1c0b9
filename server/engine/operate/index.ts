import type { Context } from '../../db/context.ts'
import { type MigrationInput, migrateInstances, previewMigration } from '../migrate/migrateInstances.ts'
import type { Works } from '../work.ts'
import { type ChangeVariableInput, changeVariable } from './changeVariable.ts'
import { findInstances } from './findInstances.ts'
import { listSteps } from './listSteps.ts'
import { type MoveInput, moveToken } from './moveToken.ts'
import { nodeStatistics } from './nodeStatistics.ts'
import { openInstance } from './openInstance.ts'
import { type RetryOneInput, retryIncident } from './retryIncident.ts'
import { type SkipInput, skipIncident } from './skipIncident.ts'

export type { MigrationInput, Portion } from '../migrate/migrateInstances.ts'
export type { FoundInstance, InstanceFilter } from './findInstances.ts'
export type { Step, Steps } from './listSteps.ts'
export type { Moved } from './moveToken.ts'
export type { Statistics } from './nodeStatistics.ts'
export type { OpenedInstance } from './openInstance.ts'
export type { RetriedOne } from './retryIncident.ts'
export type { Skipped } from './skipIncident.ts'
export type { Standing } from './standing.ts'

/** What operators do to instances that run, each in the caller's transaction. */
export const operations = (works: Works) => ({
  findInstances,
  listSteps,
  nodeStatistics,
  openInstance: (input: { instanceId: string }, ctx: Context) => openInstance(works, input, ctx),
  changeVariable: (input: ChangeVariableInput, ctx: Context) => changeVariable(works, input, ctx),
  moveToken: (input: MoveInput, ctx: Context) => moveToken(works, input, ctx),
  retryIncident: (input: RetryOneInput, ctx: Context) => retryIncident(works, input, ctx),
  skipIncident: (input: SkipInput, ctx: Context) => skipIncident(works, input, ctx),
  previewMigration: (input: MigrationInput, ctx: Context) => previewMigration(works, input, ctx),
  migrateInstances: (input: MigrationInput & { reason: string }, ctx: Context) => migrateInstances(works, input, ctx),
})
export type Operations = ReturnType<typeof operations>
