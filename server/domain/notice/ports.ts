import type { CaseId, ConsumerId, InteractionId } from '#shared/contract/ids'
import type { Context } from '../../db/context.ts'

/** A letter to a consumer about a case. `replyTo`: the mail contact whose thread it joins. */
export type ConsumerMail = {
  to: string
  subject: string
  text: string
  consumerId: ConsumerId | null
  caseId: CaseId
  replyTo: InteractionId | null
}
/** Puts the letter on the timeline and hands it to the outbox; answers its contact. */
export type SendConsumerMail = (mail: ConsumerMail, ctx: Context) => Promise<{ interactionId: InteractionId }>

let connected: SendConsumerMail | undefined

/** Called once, by whoever composes the server. */
export function connectConsumerMail(send: SendConsumerMail): void {
  connected = send
}
export function sendConsumerMail(): SendConsumerMail {
  if (!connected) throw new Error('no mail is connected to the notices')
  return connected
}
