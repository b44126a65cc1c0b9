import type { CaseStatus } from '#shared/contract/appeal'

export type Told = {
  number: string
  status: CaseStatus
  dueOn: string
  answer: string | null
  cancelReason: string | null
}

export type NoticeWords = { subject: string; text: string }

/** What a consumer reads or hears of a change: consumers are served in Russian. */
export function noticeText({ number, status, dueOn, answer, cancelReason }: Told): string {
  switch (status) {
    case 'registered':
      return `Ваше обращение зарегистрировано под номером ${number}. Ответ до ${spoken(dueOn)}.`
    case 'inWork':
      return `Ваше обращение ${number} передано специалисту. Ответ до ${spoken(dueOn)}.`
    case 'approval':
      return `Ответ на обращение ${number} подготовлен и проходит проверку.`
    case 'answered':
      return `${answer ?? ''}\n\nРассмотрение обращения ${number} завершено.`
    case 'closed':
      return `Обращение ${number} закрыто.`
    case 'cancelled':
      return `Рассмотрение обращения ${number} прекращено: ${cancelReason ?? ''}`
  }
}

/** What a consumer is told of a longer term, and why. */
export const extensionText = (number: string, dueOn: string, reason: string): string =>
  `Срок рассмотрения обращения ${number} продлён до ${spoken(dueOn)}. Причина: ${reason}`

export function noticeSubject({ number, status }: Pick<Told, 'number' | 'status'>): string {
  return status === 'answered' ? `Ответ на обращение ${number}` : `Обращение ${number}: ${statusWords[status]}`
}

export const statusWords: Record<CaseStatus, string> = {
  registered: 'зарегистрировано',
  inWork: 'в работе у специалиста',
  approval: 'ответ на проверке',
  answered: 'ответ направлен',
  closed: 'закрыто',
  cancelled: 'рассмотрение прекращено',
}

/** `2026-12-03` → `03.12.2026` */
export const spoken = (day: string) => day.split('-').reverse().join('.')
