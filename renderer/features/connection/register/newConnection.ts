import { ConnectionApplication } from '#shared/contract/connection'
import type { Consumer, ConsumerKind } from '#shared/contract/consumer'
import type { Interaction } from '#shared/contract/interaction'
import { type AnswerDraft, answerDraft } from '../../case/newCase'
import { numberOf } from '../numbers'

/** What is on the form, kept as a draft; numbers as they are typed. */
export type ConnectionDraft = AnswerDraft & {
  isOpen: boolean
  applicantKind: ConsumerKind
  objectAddress: string
  powerKw: string
  voltageKv: string
  distanceM: string
  isTemporary: boolean
  codes: string[]
}
export type ConnectionField = 'objectAddress' | 'powerKw' | 'voltageKv' | 'distanceM'

export const emptyConnection = (consumer: Consumer, contact: Interaction | undefined): ConnectionDraft => ({
  ...answerDraft(consumer, contact),
  isOpen: false,
  applicantKind: consumer.kind,
  objectAddress: consumer.address ?? '',
  powerKw: '15',
  voltageKv: '0,4',
  distanceM: '',
  isTemporary: false,
  codes: [],
})

/** The application to send, or the fields that keep it from being sent. */
export function readConnection(
  draft: ConnectionDraft,
): { application: ConnectionApplication } | { wrong: ConnectionField[] } {
  const read = ConnectionApplication.safeParse({
    ...draft,
    powerKw: numberOf(draft.powerKw),
    voltageKv: numberOf(draft.voltageKv),
    distanceM: numberOf(draft.distanceM),
  })
  if (read.success) return { application: read.data }
  const wrong = new Set(read.error.issues.map(({ path }) => path[0]))
  const fields: ConnectionField[] = ['objectAddress', 'powerKw', 'voltageKv', 'distanceM']
  return { wrong: fields.filter((field) => wrong.has(field)) }
}
