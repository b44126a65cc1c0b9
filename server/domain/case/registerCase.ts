import type { AnswerChannel, AppealKind } from '#shared/contract/appeal'
import type { Case } from '#shared/contract/case'
import { Refusal } from '#shared/contract/contract'
import type { AttachmentId, CaseId, ConsumerId, InteractionId } from '#shared/contract/ids'
import type { TopicCode } from '#shared/contract/topic'
import type { Context } from '../../db/context.ts'
import { guardConsumer } from '../consumer/index.ts'
import { changeInteraction, lockInteraction, tieInteraction } from '../interaction/index.ts'
import { firstNoticeContact } from '../notice/index.ts'
import { watchBy } from './portal.ts'
import { type NewAppeal, register } from './register.ts'
import { makeCode } from './secretCode.ts'

type Input = Pick<NewAppeal, 'process' | 'prepare'> & {
  consumerId: ConsumerId
  interactionId?: InteractionId | undefined
  topic: TopicCode
  kind: AppealKind
  text: string
  answerChannel: AnswerChannel
  answerAddress?: string | undefined
  attachmentIds: AttachmentId[]
  dueOn?: string | undefined
}

/** Staff register an appeal. An unknown person's contact becomes the consumer's. The code is for the portal, and is not told again. */
export async function registerCase(input: Input, ctx: Context): Promise<Case & { portalCode: string }> {
  const branchId = await guardConsumer(input, ctx)
  if (input.interactionId) await adopt(input.interactionId, input.consumerId, ctx)
  const { code, kept } = await makeCode()
  const registered = await register(
    { ...input, interactionId: input.interactionId ?? null, branchId, applicantName: null, code: kept },
    ctx,
  )
  if (input.interactionId) await tieToCase(input.interactionId, registered.id, ctx)
  if (input.answerChannel === 'portal') await openOnPortal(registered.id, ctx)
  return { ...registered, portalCode: code }
}

/** The notice of the registration is what the person sees first on the portal. */
async function openOnPortal(caseId: CaseId, ctx: Context) {
  const interactionId = await firstNoticeContact({ caseId }, ctx)
  if (interactionId) await watchBy(caseId, interactionId, ctx)
}

async function adopt(interactionId: InteractionId, consumerId: ConsumerId, ctx: Context) {
  const interaction = await lockInteraction({ interactionId }, ctx)
  if (interaction.consumerId === null) await tieInteraction({ interactionId, consumerId }, ctx)
  else if (interaction.consumerId !== consumerId) throw new Refusal('interactionOfAnother')
}

/** A contact about several matters stays with the first. */
async function tieToCase(interactionId: InteractionId, caseId: CaseId, ctx: Context) {
  const interaction = await lockInteraction({ interactionId }, ctx)
  if (interaction.caseId === null) await changeInteraction({ interactionId, caseId }, ctx)
}
