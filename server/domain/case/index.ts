import type { caseEndpoints } from '#shared/contract/case'
import type { Handlers } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { termEndsOn } from '../term/index.ts'
import { cancelCase } from './cancelCase.ts'
import { caseDiagram, findCase, listCases, openCase, retryCase } from './openCase.ts'
import { registerCase } from './registerCase.ts'

export { followTie } from './followTie.ts'
export { branchesOfInstances, cancelCaseOfInstance } from './instances.ts'
export {
  type PortalAppeal,
  type PortalStatus,
  portalStatus,
  type RegisteredFromPortal,
  registerAppealFromPortal,
} from './portal.ts'
export { type CaseProcess, type CaseWhereabouts, connectCaseProcess } from './ports.ts'
export {
  changeStatus,
  classify,
  closeCase,
  handOver,
  keepDraft,
  noteEscalation,
  returnDraft,
  sendAnswer,
} from './progress.ts'
export { loadCase, selectCase } from './sql.ts'
export { registerCase }

export const caseHandlers: Handlers<typeof caseEndpoints, Context> = {
  registerCase,
  previewDueOn: (input, ctx) => termEndsOn({ name: 'appeal.reply', ...input }, ctx),
  openCase,
  findCase,
  listCases,
  caseDiagram,
  cancelCase,
  retryCase,
}
