import type { connectionEndpoints } from '#shared/contract/connection'
import type { Handlers } from '#shared/contract/contract'
import type { Context } from '../../db/context.ts'
import { addConnectionDocuments } from './addDocuments.ts'
import { reportConnectionReadiness, signConnectionContract, withdrawConnection } from './applicantSays.ts'
import { applyForConnection } from './applyForConnection.ts'
import { listConnectionDocuments } from './documents.ts'
import { extendConnection } from './extendConnection.ts'
import { openConnection } from './guard.ts'
import {
  addDocumentsAsApplicant,
  fileConnection,
  openPortalConnection,
  reportReadinessAsApplicant,
  signAsApplicant,
  withdrawAsApplicant,
} from './portal.ts'
import { recordConnectionPayment } from './recordPayment.ts'

export { askDocuments } from './askDocuments.ts'
export { askAdvance, askBalance, countPayment } from './askPayment.ts'
export { beginConnection, setClass } from './begin.ts'
export { extendApplicant, extendWorks } from './extendTerm.ts'
export { annulConnection, finishConnection, handOverAct, sendAct, stopConnection } from './finish.ts'
export { offerContract } from './offerContract.ts'
export { type ConnectionProcess, connectConnectionProcess } from './ports.ts'
export { remindApplicant } from './remindApplicant.ts'
export { selectConnection } from './sql.ts'
export { enterStage } from './stage.ts'
export { startWorks } from './startWorks.ts'
export { tellRemarks } from './tellRemarks.ts'

export const connectionHandlers: Handlers<typeof connectionEndpoints, Context> = {
  applyForConnection,
  openConnection,
  listConnectionDocuments,
  addConnectionDocuments,
  signConnectionContract,
  reportConnectionReadiness,
  withdrawConnection,
  extendConnection,
  recordConnectionPayment,
  fileConnection,
  openPortalConnection,
  addDocumentsAsApplicant,
  signAsApplicant,
  reportReadinessAsApplicant,
  withdrawAsApplicant,
}
