import type { Connection } from '#shared/contract/connection'
import { Refusal } from '#shared/contract/contract'
import type { AttachmentId, CaseId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'
import { attachToCase } from '../case/index.ts'
import { guardCodes, markDocuments } from './documents.ts'
import { loadOpen } from './guard.ts'
import { connectionProcess } from './ports.ts'
import { selectConnection } from './sql.ts'
import { moved, supplied } from './stage.ts'

type Added = { caseId: CaseId; attachmentIds: AttachmentId[]; codes: string[] }

/** Documents come at any time; where they are awaited, the check begins anew. Refusals: applicationClosed, nothingAdded, documentUnknown. */
export async function addConnectionDocuments(input: Added, ctx: Context): Promise<Connection> {
  const { caseId, attachmentIds, codes } = input
  const { number, awaits, documents } = await loadOpen(input, ctx)
  if (attachmentIds.length === 0 && codes.length === 0) throw new Refusal('nothingAdded')
  guardCodes(codes, documents)
  const isAwaited = awaits === 'documents'
  if (isAwaited) await connectionProcess().tell({ message: 'connectionDocumentsAdded', number, variables: {} }, ctx)
  await markDocuments({ caseId, codes, state: 'given' }, ctx)
  await attachToCase(input, ctx)
  if (isAwaited) await supplied({ caseId }, ctx)
  else await moved(caseId, ctx)
  return selectConnection(ctx, caseId)
}
