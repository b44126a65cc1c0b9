import { MailTo } from '#shared/contract/mail'
import type { Draft } from './useSending'

export type Problems = { to?: 'addressWrong'; subject?: 'subjectNeeded'; text?: 'textNeeded' }

/** What keeps a mail from being sent, by field; an answer has its address and subject already. */
export function checkDraft(draft: Draft, isAnswer: boolean): Problems {
  return {
    ...(!isAnswer && !MailTo.safeParse(draft.to).success ? { to: 'addressWrong' as const } : {}),
    ...(!isAnswer && !draft.subject.trim() ? { subject: 'subjectNeeded' as const } : {}),
    ...(draft.text.trim() ? {} : { text: 'textNeeded' as const }),
  }
}
