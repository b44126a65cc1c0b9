import type { Handlers } from '#shared/contract/contract'
import type { instanceEndpoints } from '#shared/contract/instance'
import type { migrationEndpoints } from '#shared/contract/migration'
import type { Context } from '../../db/context.ts'
import { cancelInstance } from './cancelInstance.ts'
import { changeVariable } from './changeVariable.ts'
import { findInstances } from './findInstances.ts'
import { migrateInstances, previewMigration } from './migrateInstances.ts'
import { moveToken } from './moveToken.ts'
import { nodeStatistics } from './nodeStatistics.ts'
import { listInstanceSteps, openInstance } from './openInstance.ts'
import { retryIncident } from './retryIncident.ts'
import { skipIncident } from './skipIncident.ts'

export { connectInstanceEngine, type InstanceEngine } from './ports.ts'

export const instanceHandlers: Handlers<typeof instanceEndpoints, Context> = {
  findInstances,
  openInstance,
  listInstanceSteps,
  nodeStatistics,
  changeVariable,
  moveToken,
  cancelInstance,
  retryIncident,
  skipIncident,
}

export const migrationHandlers: Handlers<typeof migrationEndpoints, Context> = { previewMigration, migrateInstances }
