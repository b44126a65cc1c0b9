import type { Handlers } from '#shared/contract/contract'
import type { processEndpoints } from '#shared/contract/process'
import type { Context } from '../../db/context.ts'
import { deployProcess } from './deployProcess.ts'
import { discardDraft } from './discardDraft.ts'
import { listBindings } from './listBindings.ts'
import { listProcesses } from './listProcesses.ts'
import { openProcess, openProcessVersion } from './openProcess.ts'
import { processEngine } from './ports.ts'
import { realiseSuggestion } from './realiseSuggestion.ts'
import { rollBackProcess } from './rollBackProcess.ts'
import { saveDraft } from './saveDraft.ts'

export { connectProcessEngine, type DeployedVersion, type EngineDeployment, type ProcessEngine } from './ports.ts'
export { namesOf } from './sql.ts'

export const processHandlers: Handlers<typeof processEndpoints, Context> = {
  listProcesses,
  openProcess,
  openProcessVersion,
  saveDraft,
  discardDraft,
  deployProcess,
  rollBackProcess,
  realiseSuggestion,
  tryProcess: (input, ctx) => processEngine().tryProcess(input, ctx),
  tryDecision: (input) => processEngine().tryDecision(input),
  listBindings,
}
