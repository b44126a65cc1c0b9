import type { ConnectionAwaits, ConnectionOutcome } from '#shared/contract/connection'
import { type NoticeWords, spoken } from '../notice/index.ts'

type Told =
  | { kind: 'registered'; until: string }
  | { kind: 'missing'; documents: readonly string[]; demand: string; until: string }
  | { kind: 'offer'; contract: string; feeKopecks: number; until: string }
  | { kind: 'invoice'; advanceKopecks: number; until: string }
  | { kind: 'works'; until: string; readyUntil: string }
  | { kind: 'remarks'; demand: string; until: string }
  | { kind: 'balance'; leftKopecks: number; until: string }
  | { kind: 'reminder'; awaits: ConnectionAwaits; until: string }
  | { kind: 'extended'; until: string; reason: string; isWorks: boolean }
  | { kind: 'act'; act: string; note: string }
  | { kind: 'closed' }
  | { kind: Exclude<ConnectionOutcome, 'connected' | 'stopped'>; reason: string }

/** `1234567` → `12 345,67 ₽` */
export function rubles(kopecks: number): string {
  const whole = String(Math.floor(kopecks / 100)).replace(/\B(?=(\d{3})+$)/g, '\u00a0')
  return `${whole},${String(kopecks % 100).padStart(2, '0')} ₽`
}

const TO_DO: Record<ConnectionAwaits, string> = {
  documents: 'недостающие документы',
  signature: 'подписанный договор',
  payment: 'оплату',
  readiness: 'уведомление о готовности объекта',
}

/** What the applicant reads or hears: applicants are served in Russian. Days are `2026-12-03`. */
export function connectionNotice(number: string, told: Told): NoticeWords {
  const { about, text } = sentence(told)
  return { subject: `Заявка на присоединение ${number}: ${about}`, text: `Заявка на присоединение ${number}. ${text}` }
}

type Sentence = { about: string; text: string }

function sentence(told: Told): Sentence {
  switch (told.kind) {
    case 'registered':
      return { about: 'принята', text: `Заявка принята. Комплектность документов проверим до ${spoken(told.until)}.` }
    case 'missing':
      return {
        about: 'не хватает документов',
        text: `${missing(told)} Ждём документы до ${spoken(told.until)}, иначе заявка будет аннулирована.`,
      }
    case 'offer':
      return {
        about: 'договор готов',
        text: `Договор № ${told.contract} и технические условия готовы. Плата ${rubles(told.feeKopecks)}. Подпишите договор до ${spoken(told.until)}, иначе заявка будет аннулирована.`,
      }
    case 'invoice':
      return {
        about: 'счёт на оплату',
        text: `Договор подписан. До начала работ оплатите ${rubles(told.advanceKopecks)}, срок до ${spoken(told.until)}, иначе заявка будет аннулирована. Платить можно частями.`,
      }
    case 'works':
      return {
        about: 'начаты работы',
        text: `Оплата получена. Работы сетевой организации до ${spoken(told.until)}. Выполните свои работы и сообщите о готовности до ${spoken(told.readyUntil)}.`,
      }
    case 'reminder':
      return { about: 'напоминание', text: `Напоминаем: ждём от вас ${TO_DO[told.awaits]} до ${spoken(told.until)}.` }
    default:
      return later(told)
  }
}

type Later = Extract<
  Told,
  { kind: 'remarks' | 'balance' | 'extended' | 'act' | 'closed' | 'withdrawn' | 'annulled' | 'refused' }
>

function later(told: Later): Sentence {
  switch (told.kind) {
    case 'remarks':
      return {
        about: 'замечания осмотра',
        text: `При осмотре есть замечания: ${told.demand}. Устраните их и сообщите о готовности до ${spoken(told.until)}.`,
      }
    case 'balance':
      return {
        about: 'остаток платы',
        text: `Осмотр пройден. Для выдачи акта оплатите остаток ${rubles(told.leftKopecks)} до ${spoken(told.until)}.`,
      }
    case 'extended':
      return {
        about: 'срок продлён',
        text: `${told.isWorks ? 'Срок работ сетевой организации' : 'Ваш срок'} продлён до ${spoken(told.until)}: ${told.reason}`,
      }
    case 'act':
      return {
        about: 'присоединение выполнено',
        text: `Присоединение выполнено. Акт № ${told.act}.${told.note ? ` ${told.note}` : ''}`,
      }
    case 'closed':
      return { about: 'закрыта', text: 'Заявка закрыта.' }
    case 'withdrawn':
      return { about: 'отозвана', text: `Заявка отозвана: ${told.reason}` }
    case 'annulled':
      return { about: 'аннулирована', text: `Заявка аннулирована: ${told.reason}` }
    case 'refused':
      return { about: 'отказ', text: `В присоединении отказано. Основание: ${told.reason}` }
  }
}

const missing = ({ documents, demand }: { documents: readonly string[]; demand: string }) =>
  [`Не хватает документов: ${documents.join(', ')}.`, demand && `${demand.replace(/[.\s]+$/, '')}.`]
    .filter(Boolean)
    .join(' ')
