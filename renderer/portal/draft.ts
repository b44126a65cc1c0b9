import { z } from 'zod'
import type { Attachment } from '#shared/contract/interaction'
import type { Applicant, PortalChannel } from '#shared/contract/portal'
import { contactIn } from '#shared/rules/bot'

/** What a person has answered so far; kept on this computer until it is sent. */
export type PortalDraft = {
  topic: string
  text: string
  files: readonly Attachment[]
  name: string
  account: string
  channel: PortalChannel | ''
  phone: string
  email: string
  address: string
}
export const EMPTY: PortalDraft = {
  topic: '',
  text: '',
  files: [],
  name: '',
  account: '',
  channel: '',
  phone: '',
  email: '',
  address: '',
}

export const STEPS = ['topic', 'text', 'files', 'who', 'channel', 'contact', 'check'] as const
export type Step = (typeof STEPS)[number]
export type Field = Exclude<keyof PortalDraft, 'files'>
/** A field with what is wrong with it: a key of the words. */
export type Problem = { field: Field; code: string }

/** E.164, or null when it is no phone. A number of another country is written with its plus. */
export function phoneOf(typed: string): string | null {
  const foreign = /^\+\d{10,15}$/.exec(typed.replace(/[\s()-]/g, ''))
  return contactIn(typed).phone ?? foreign?.[0] ?? null
}
const isEmail = (typed: string) => z.email().safeParse(typed.trim()).success

/** What keeps a step from being left, in the order of its fields. */
export function problemsOf(step: Step, draft: PortalDraft): Problem[] {
  switch (step) {
    case 'topic':
      return draft.topic ? [] : [{ field: 'topic', code: 'missing' }]
    case 'text':
      if (draft.text.trim().length < 5) return [{ field: 'text', code: 'tooShort' }]
      return draft.text.length > 20_000 ? [{ field: 'text', code: 'tooLong' }] : []
    case 'files':
      return []
    case 'who':
      return [
        ...(draft.name.trim().length < 2 ? [{ field: 'name' as const, code: 'nameMissing' }] : []),
        ...(/^$|^.{4,20}$/.test(draft.account.trim()) ? [] : [{ field: 'account' as const, code: 'accountWrong' }]),
      ]
    case 'channel':
      return draft.channel ? [] : [{ field: 'channel', code: 'missing' }]
    case 'contact':
      return contactProblems(draft)
    case 'check':
      return []
  }
}

function contactProblems({ channel, phone, email, address }: PortalDraft): Problem[] {
  const problems: Problem[] = []
  if (phone.trim() ? !phoneOf(phone) : channel === 'phone')
    problems.push({ field: 'phone', code: phone.trim() ? 'phoneWrong' : 'phoneMissing' })
  if (email.trim() ? !isEmail(email) : channel === 'mail')
    problems.push({ field: 'email', code: email.trim() ? 'emailWrong' : 'emailMissing' })
  if (channel === 'paper' && address.trim().length < 10)
    problems.push({ field: 'address', code: address.trim() ? 'addressWrong' : 'addressMissing' })
  if (channel !== 'paper' && !phone.trim() && !email.trim() && problems.length === 0)
    problems.push({ field: 'phone', code: 'oneNeeded' })
  return problems
}

/** The first step that cannot be left yet; 'check' when everything is answered. */
export const firstOpenStep = (draft: PortalDraft): Step =>
  STEPS.find((step) => problemsOf(step, draft).length > 0) ?? 'check'

export function applicantOf(draft: PortalDraft): Applicant {
  const orNull = (text: string) => text.trim() || null
  return {
    name: draft.name.trim(),
    phone: phoneOf(draft.phone),
    email: orNull(draft.email),
    accountNumber: orNull(draft.account),
    address: draft.channel === 'paper' ? orNull(draft.address) : null,
  }
}
