import { z } from 'zod'
import type { AnswerChannel, AppealKind } from '#shared/contract/appeal'
import { AppealText } from '#shared/contract/case'
import type { Consumer } from '#shared/contract/consumer'
import { CommandId } from '#shared/contract/contract'
import type { Interaction } from '#shared/contract/interaction'
import { TopicCode } from '#shared/contract/topic'

/** How the person is answered. */
export type AnswerDraft = { channel: AnswerChannel; address: string }

/** What is on the form, kept as a draft; `sent` is the intention already on its way, so that a repeat is the same command. */
export type CaseDraft = AnswerDraft & {
  isOpen: boolean
  topic: string
  kind: AppealKind
  text: string
  left: string[]
  sent: { values: string; commandId: string } | null
}

/** The person is answered the way they came, unless they say otherwise. */
export function emptyDraft(consumer: Consumer, contact: Interaction | undefined): CaseDraft {
  return { ...answerDraft(consumer, contact), isOpen: false, topic: '', kind: 'appeal', text: '', left: [], sent: null }
}

export function answerDraft(consumer: Consumer, contact: Interaction | undefined): AnswerDraft {
  const channel = channelOf(contact)
  return { channel, address: addressOf(channel, consumer, contact) }
}

function channelOf(contact: Interaction | undefined): AnswerChannel {
  if (contact?.channel === 'mail' || contact?.channel === 'phone') return contact.channel
  if (contact?.channel === 'visit') return 'office'
  return contact?.channel === 'paper' ? 'paper' : 'portal'
}

/** The likeliest address of a channel: where the contact came from, else the first one known. */
export function addressOf(channel: AnswerChannel, consumer: Consumer, contact: Interaction | undefined): string {
  const known = knownAddresses(channel, consumer)
  const came = contact?.channel === channel ? contact.address : null
  return came ?? known[0] ?? ''
}

export function knownAddresses(channel: AnswerChannel, consumer: Consumer): string[] {
  if (channel === 'mail') return consumer.emails
  if (channel === 'phone') return consumer.phones
  return channel === 'paper' && consumer.address ? [consumer.address] : []
}

export type CaseProblems = { topic?: string; text?: string; address?: string }
type Missing = { topic: string; text: string; mail: string; phone: string; paper: string }

const Phone = z.string().regex(/^\+\d{10,15}$/)
/** A phone as people write it → E.164. */
export function tidyPhone(text: string): string {
  const digits = text.replace(/\D/g, '')
  return digits.length === 11 && /^[78]/.test(digits) ? `+7${digits.slice(1)}` : `+${digits}`
}

export type CaseValues = {
  topic: TopicCode
  kind: AppealKind
  text: string
  answerChannel: AnswerChannel
  answerAddress?: string
}

/** The values to send, or what is wrong with them, in words beside each field. */
export function readDraft(draft: CaseDraft, missing: Missing): { values: CaseValues } | { problems: CaseProblems } {
  const topic = TopicCode.safeParse(draft.topic)
  const text = AppealText.safeParse(draft.text)
  const address = readAddress(draft)
  const problems: CaseProblems = {
    ...(topic.success ? {} : { topic: missing.topic }),
    ...(text.success ? {} : { text: missing.text }),
    ...(address === null && draft.channel in missing
      ? { address: missing[draft.channel as 'mail' | 'phone' | 'paper'] }
      : {}),
  }
  if (!topic.success || !text.success || address === null) return { problems }
  const { kind, channel } = draft
  return {
    values: {
      topic: topic.data,
      kind,
      text: text.data,
      answerChannel: channel,
      ...(address ? { answerAddress: address } : {}),
    },
  }
}

/** Null when it is none the channel can reach; an empty one is none that is needed. */
export function readAddress({ channel, address }: AnswerDraft): string | null {
  const text = address.trim()
  if (channel === 'portal') return ''
  if (channel === 'mail') return z.email().safeParse(text).data ?? null
  if (channel === 'phone') return Phone.safeParse(tidyPhone(text)).data ?? null
  if (channel === 'paper') return text.length >= 10 ? text : null
  return text.length >= 3 ? text : ''
}

/** The same values are the same intention: they go under the command they first went under. */
export function intentionOf(
  draft: CaseDraft,
  values: object,
  make: () => CommandId,
): { values: string; commandId: CommandId } {
  const key = JSON.stringify(values)
  const known = draft.sent?.values === key ? CommandId.safeParse(draft.sent.commandId) : undefined
  return { values: key, commandId: known?.data ?? make() }
}
