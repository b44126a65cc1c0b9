import type { caseEndpoints } from '#shared/contract/case'
import type { Handlers } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { termEndsOn } from '../term/index.ts'
import { cancelCase, stopCase } from './cancelCase.ts'
import { extendCase } from './extendCase.ts'
import { caseDiagram, findCase, listCases, openCase, retryCase } from './openCase.ts'
import { registerCase } from './registerCase.ts'

export { caseFollower } from './followCalendar.ts'
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
  attachToCase,
  changeStatus,
  classify,
  closeCase,
  handOver,
  keepDraft,
  moveDueOn,
  noteEscalation,
  returnDraft,
  sendAnswer,
} from './progress.ts'
export { loadCase, selectCase } from './sql.ts'
export { registerCase, stopCase }

export const caseHandlers: Handlers<typeof caseEndpoints, Context> = {
  registerCase,
  async previewDueOn(input, ctx) {
    const { dueOn, source } = await termEndsOn({ name: 'appeal.reply', ...input }, ctx)
    return { dueOn, source }
  },
  openCase,
  findCase,
  listCases,
  caseDiagram,
  cancelCase,
  extendCase,
  retryCase,
}
