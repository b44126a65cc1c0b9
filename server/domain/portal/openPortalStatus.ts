import { sql } from 'kysely'
import { Missing } from '#shared/contract/contract'
import type { CaseId, InteractionId } from '#shared/contract/ids'
import type { PortalStatus } from '#shared/contract/portal'
import type { Context } from '../../db/context.ts'
import { selectCase } from '../case/index.ts'
import { visitorOf } from '../chat/index.ts'
import { listMessages } from '../interaction/index.ts'
import { listNotices } from '../notice/index.ts'
import { findTopic } from '../topic/index.ts'
import { stepsOf } from './rules.ts'

/** The appeal its visitor watches: what was sent, how far it is, what was answered. */
export async function openPortalStatus(_input: object, ctx: Context): Promise<PortalStatus> {
  const interactionId = visitorOf(ctx)
  const found = await selectCase(ctx, await caseOf(interactionId, ctx))
  const topic = await findTopic(found, ctx)
  const messages = await listMessages({ interactionId }, ctx)
  const notices = await listNotices({ caseId: found.id }, ctx)
  const history = notices.filter(({ kind }) => kind === 'status').map(({ status, at }) => ({ status, at }))
  const { number, status, registeredAt, dueOn, answerChannel, text, answer, answeredAt, cancelReason } = found
  return {
    number,
    topicRu: topic.nameRu,
    topicEn: topic.nameEn,
    status,
    registeredAt,
    dueOn,
    answerChannel,
    text,
    steps: stepsOf(status, history),
    answer: answeredAt && answer ? { text: answer, at: answeredAt } : null,
    cancelReason,
    attachments: messages.flatMap((message) => message.attachments),
    history,
  }
}

/** Only of the contact it is watched by: a case made out of a chat is not shown to whoever wrote there. */
async function caseOf(interactionId: InteractionId, ctx: Context): Promise<CaseId> {
  const { rows } = await sql<{ id: CaseId }>`
    select id from "case" where portal_interaction_id = ${interactionId}`.execute(ctx.tx)
  if (!rows[0]) throw new Missing('noSuchCase')
  return rows[0].id
}
