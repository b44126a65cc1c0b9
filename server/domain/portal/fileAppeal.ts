import type { AttachmentId } from '#shared/contract/ids'
import type { Applicant, PortalChannel } from '#shared/contract/portal'
import type { TopicCode } from '#shared/contract/topic'
import type { Context } from '../../db/context.ts'
import { registerAppealFromPortal } from '../case/index.ts'
import { awaitRecognition, receiveApplicant } from './applicant.ts'

type Filed = {
  topic: TopicCode
  text: string
  attachmentIds: AttachmentId[]
  applicant: Applicant
  answerChannel: PortalChannel
  website: string
}

/** A person files an appeal. Refusals: looksAutomatic, contactRequired, answerAddressRequired, tooMany, topicUnknown. */
export async function fileAppeal(input: Filed, ctx: Context): Promise<{ number: string; code: string }> {
  const { applicant, topic, text, attachmentIds } = input
  const { received, system } = await receiveApplicant(input, ctx)
  const { number, code, interactionId } = await registerAppealFromPortal(
    { ...received, topic, kind: 'appeal', text, attachmentIds },
    system,
  )
  await awaitRecognition({ interactionId, applicant }, system)
  return { number, code }
}
