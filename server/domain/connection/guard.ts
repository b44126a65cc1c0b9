import type { Connection } from '#shared/contract/connection'
import { Refusal } from '#shared/contract/contract'
import type { CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { loadCase } from '../case/index.ts'
import { selectConnection } from './sql.ts'

/** The application, if the actor sees its branch. Throws Missing('noSuchConnection'), Denied('otherBranch'). */
export async function openConnection({ caseId }: { caseId: CaseId }, ctx: Context): Promise<Connection> {
  await loadCase({ caseId }, ctx)
  return selectConnection(ctx, caseId)
}

/** The same, while it is open. Refusal: applicationClosed. No row is locked: whoever acts on an application locks its process first. */
export async function loadOpen({ caseId }: { caseId: CaseId }, ctx: Context): Promise<Connection> {
  const { closedAt } = await loadCase({ caseId }, ctx)
  if (closedAt) throw new Refusal('applicationClosed')
  return selectConnection(ctx, caseId)
}
