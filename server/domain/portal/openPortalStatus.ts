import type { PortalStatus } from '#shared/contract/portal'
import type { Context } from '../../db/context.ts'
import { selectCase } from '../case/index.ts'
import { listMessages } from '../interaction/index.ts'
import { listNotices } from '../notice/index.ts'
import { findTopic } from '../topic/index.ts'
import { stepsOf } from './rules.ts'
import { watchedCase } from './watchedCase.ts'

/** The appeal its visitor watches: what was sent, how far it is, what was answered. */
export async function openPortalStatus(_input: object, ctx: Context): Promise<PortalStatus> {
  const { caseId, interactionId } = await watchedCase(ctx)
  const found = await selectCase(ctx, caseId)
  const topic = await findTopic(found, ctx)
  const messages = await listMessages({ interactionId }, ctx)
  const notices = await listNotices({ caseId: found.id }, ctx)
  const history = notices.filter(({ kind }) => kind === 'status').map(({ status, at }) => ({ status, at }))
  const { number, process, status, registeredAt, dueOn, answerChannel, text, answer, answeredAt, cancelReason } = found
  return {
    number,
    process,
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
