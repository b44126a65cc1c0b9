import { z } from 'zod'
import { ConnectionApplication } from '#shared/contract/connection'
import type { ConsumerKind } from '#shared/contract/consumer'
import type { Attachment } from '#shared/contract/interaction'
import { numberOf } from '../../features/connection/numbers'
import { phoneOf } from '../draft'

/** What a person has answered so far of an application; kept on this computer until it is sent. */
export type ApplyDraft = {
  objectAddress: string
  applicantKind: ConsumerKind
  powerKw: string
  voltageKv: string
  distanceM: string
  isTemporary: boolean
  name: string
  phone: string
  email: string
  codes: string[]
  files: readonly Attachment[]
}
export const EMPTY_APPLICATION: ApplyDraft = {
  objectAddress: '',
  applicantKind: 'person',
  powerKw: '',
  voltageKv: '0.4',
  distanceM: '',
  isTemporary: false,
  name: '',
  phone: '',
  email: '',
  codes: [],
  files: [],
}

export type ApplyField = 'objectAddress' | 'powerKw' | 'distanceM' | 'name' | 'phone' | 'email'

/** Numbers as they are sent; NaN where what is typed is none. */
const typed = (draft: ApplyDraft) => ({
  applicantKind: draft.applicantKind,
  isTemporary: draft.isTemporary,
  objectAddress: draft.objectAddress,
  powerKw: numberOf(draft.powerKw),
  voltageKv: numberOf(draft.voltageKv),
  distanceM: numberOf(draft.distanceM),
})

/** The fields that keep the application from being sent, in their order on the screen. */
export function applyProblems(draft: ApplyDraft): ApplyField[] {
  const read = ConnectionApplication.safeParse(typed(draft))
  const wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[0])))
  const isEmailWrong = draft.email.trim() !== '' && !z.email().safeParse(draft.email.trim()).success
  if (draft.name.trim().length < 2) wrong.add('name')
  if (draft.phone.trim() ? !phoneOf(draft.phone) : !draft.email.trim()) wrong.add('phone')
  if (isEmailWrong) wrong.add('email')
  const order: ApplyField[] = ['objectAddress', 'powerKw', 'distanceM', 'name', 'phone', 'email']
  return order.filter((field) => wrong.has(field))
}

/** What is sent of a draft without problems. */
export const applicationOf = (draft: ApplyDraft) => ({
  ...ConnectionApplication.parse(typed(draft)),
  codes: draft.codes,
  attachmentIds: draft.files.map(({ id }) => id),
  applicant: {
    name: draft.name.trim(),
    phone: phoneOf(draft.phone),
    email: draft.email.trim() || null,
    accountNumber: null,
    address: null,
  },
  answerChannel: 'portal' as const,
})
