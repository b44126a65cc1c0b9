import { sql } from 'kysely'
import type { AnswerChannel } from '#shared/contract/appeal'
import type { ConnectionApplication } from '#shared/contract/connection'
import type { AttachmentId, CaseId, ConsumerId, InteractionId } from '#shared/contract/ids'
import { ProcessKey } from '#shared/contract/suggestion'
import { TopicCode } from '#shared/contract/topic'
import type { Context } from '../../db/context.ts'
import { registerCase } from '../case/index.ts'
import { termEndsOn } from '../term/index.ts'
import { guardCodes, markDocuments } from './documents.ts'
import { describe } from './rules.ts'
import { selectDocuments } from './sql.ts'

export type Filing = ConnectionApplication & { attachmentIds: AttachmentId[]; codes: string[] }
type Input = Filing & {
  consumerId: ConsumerId
  interactionId?: InteractionId | undefined
  answerChannel: AnswerChannel
  answerAddress?: string | undefined
}

/** What makes a case an application: its process, its topic, its data. Refusal: documentUnknown. */
export async function asApplication(filing: Filing, ctx: Context) {
  guardCodes(filing.codes, await selectDocuments(ctx, filing))
  const { dueOn } = await termEndsOn({ name: 'connection.check' }, ctx)
  return {
    process: ProcessKey.parse('connection'),
    topic: TopicCode.parse('connectionApplication'),
    kind: 'application' as const,
    text: describe(filing),
    dueOn,
    attachmentIds: filing.attachmentIds,
    prepare: (caseId: CaseId) => keepApplication(caseId, filing, ctx),
  }
}

async function keepApplication(caseId: CaseId, filing: Filing, ctx: Context): Promise<void> {
  const { applicantKind, powerKw, voltageKv, distanceM, isTemporary, objectAddress, codes } = filing
  await sql`
    insert into connection (case_id, applicant_kind, power_kw, voltage_kv, distance_m, is_temporary, object_address)
    values (${caseId}, ${applicantKind}, ${powerKw}, ${voltageKv}, ${distanceM}, ${isTemporary}, ${objectAddress})`.execute(
    ctx.tx,
  )
  await markDocuments({ caseId, codes, state: 'given' }, ctx)
}

/** Staff register an application. The code is for the portal, and is not told again. */
export async function applyForConnection(input: Input, ctx: Context) {
  const { consumerId, interactionId, answerChannel, answerAddress } = input
  const { id, number, portalCode } = await registerCase(
    { ...(await asApplication(input, ctx)), consumerId, interactionId, answerChannel, answerAddress },
    ctx,
  )
  return { caseId: id, number, portalCode }
}
