import type { Said } from '#shared/contract/outcomeForm'
import { type BindingAbout, ProcessKey } from '#shared/contract/process'
import type { ConnectionBinding } from './bindings.ts'

type Variable = BindingAbout['needs'][number]
const variable = (name: string, ru: string, en: string): Variable => ({ name, about: { ru, en } })
const say = (ru: string, en: string): Said => ({ ru, en })
const caseId = variable('caseId', 'Заявка', 'The application')
const waits: Variable[] = [
  variable('applicantDueAt', 'До какого времени ждём заявителя', 'Until when the applicant is waited for'),
  variable('remindAt', 'Когда напомнить', 'When to remind'),
]
const extended: Variable[] = [
  caseId,
  variable('until', 'Новый последний день', 'The new last day'),
  variable('reason', 'Почему продлено', 'Why it is extended'),
]

type Line = [title: Said, about: Said, needs: readonly Variable[], gives: readonly Variable[]]

/** The work of connections in the words of an analyst; a piece of work without them does not compile. */
const lines: Record<ConnectionBinding, Line> = {
  begin: [
    say('Сообщить о регистрации', 'Tell of the registration'),
    say(
      'Сообщает номер заявки и отдаёт данные, по которым выбирается класс.',
      'Tells the number of the application and gives the data the class is chosen by.',
    ),
    [caseId],
    [
      variable('applicantKind', 'Вид заявителя', 'Kind of applicant'),
      variable('powerKw', 'Мощность, кВт', 'Power, kW'),
      variable('voltageKv', 'Напряжение, кВ', 'Voltage, kV'),
      variable('distanceM', 'Расстояние до сети, м', 'Distance to the grid, m'),
      variable('isTemporary', 'Временное ли', 'Whether it is temporary'),
      variable('paidKopecks', 'Оплачено, копеек', 'Paid, kopecks'),
    ],
  ],
  setClass: [
    say('Записать класс', 'Write down the class'),
    say('Запоминает класс заявки: по нему берутся сроки и ставка.', 'Keeps the class: terms and rate go by it.'),
    [caseId, variable('class', 'Класс', 'Class'), variable('worksTerm', 'Срок работ', 'Term of the works')],
    [],
  ],
  askDocuments: [
    say('Запросить документы', 'Ask for documents'),
    say(
      'Уведомляет заявителя, чего не хватает и до какого дня.',
      'Tells the applicant what is missing and until when.',
    ),
    [
      caseId,
      variable('missing', 'Чего не хватает', 'What is missing'),
      variable('demand', 'Пояснение (можно без него)', 'Explanation (may be absent)'),
    ],
    waits,
  ],
  remind: [
    say('Напомнить заявителю', 'Remind the applicant'),
    say('Напоминает о том, что сейчас ждём от заявителя.', 'Reminds of what the applicant is to do now.'),
    [caseId],
    waits.slice(1),
  ],
  extendApplicant: [
    say('Продлить срок заявителю', 'Extend the term of the applicant'),
    say('Переносит срок заявителя и уведомляет его.', 'Moves the term of the applicant and tells them.'),
    extended,
    waits,
  ],
  extendWorks: [
    say('Продлить срок работ', 'Extend the term of the works'),
    say(
      'Переносит срок работ сети и уведомляет заявителя.',
      'Moves the term of the works of the grid and tells the applicant.',
    ),
    extended,
    [variable('worksDueAt', 'Срок работ сети', 'Until when the works of the grid last')],
  ],
  offerContract: [
    say('Направить договор', 'Offer the contract'),
    say(
      'Считает плату по ставкам дня и направляет договор и условия.',
      'Reckons the fee by the rates of the day and offers contract and conditions.',
    ),
    [
      caseId,
      variable('conditions', 'Технические условия', 'Technical conditions'),
      variable('contractNumber', 'Номер договора', 'Number of the contract'),
    ],
    [
      ...waits,
      variable('feeKopecks', 'Плата, копеек', 'Fee, kopecks'),
      variable('advanceKopecks', 'До начала работ, копеек', 'Before the works, kopecks'),
    ],
  ],
  askAdvance: [
    say('Выставить счёт', 'Send the invoice'),
    say('Просит оплатить то, что платят до начала работ.', 'Asks for what is paid before the works.'),
    [caseId],
    waits,
  ],
  countPayment: [
    say('Учесть платёж', 'Count the payment'),
    say('Складывает все платежи по заявке.', 'Adds up all payments of the application.'),
    [caseId],
    [variable('paidKopecks', 'Оплачено, копеек', 'Paid, kopecks')],
  ],
  startWorks: [
    say('Начать работы', 'Start the works'),
    say(
      'Ставит сроки работ обеих сторон и уведомляет заявителя.',
      'Sets the terms of both sides’ works and tells the applicant.',
    ),
    [caseId, variable('worksTerm', 'Срок работ', 'Term of the works')],
    [...waits, variable('worksDueAt', 'Срок работ сети', 'Until when the works of the grid last')],
  ],
  tellRemarks: [
    say('Сообщить замечания', 'Tell the remarks'),
    say(
      'Сообщает замечания осмотра и срок их устранения.',
      'Tells the remarks of the inspection and until when to mend them.',
    ),
    [caseId, variable('remarks', 'Замечания', 'Remarks')],
    waits,
  ],
  askBalance: [
    say('Запросить остаток платы', 'Ask for the rest of the fee'),
    say('Просит доплатить, если оплачено не всё.', 'Asks for the rest where something is left to pay.'),
    [caseId],
    waits,
  ],
  sendAct: [
    say('Отправить акт', 'Send the act'),
    say(
      'Отправляет акт сам, если канал это умеет: почта, кабинет.',
      'Sends the act by itself where the channel can: mail, portal.',
    ),
    [
      caseId,
      variable('actNumber', 'Номер акта', 'Number of the act'),
      variable('note', 'Примечание (можно без него)', 'Note (may be absent)'),
    ],
    [variable('isSent', 'Ушёл ли акт без участия человека', 'Whether it went without anybody’s hands')],
  ],
  handOver: [
    say('Отметить передачу', 'Record the handing over'),
    say('Записывает, что акт передан заявителю лично.', 'Writes down that the act was given in person.'),
    [caseId, variable('note', 'Примечание (можно без него)', 'Note (may be absent)')],
    [],
  ],
  finish: [
    say('Закрыть заявку', 'Close the application'),
    say('Закрывает заявку: объект присоединён.', 'Closes the application: the object is connected.'),
    [caseId],
    [],
  ],
  withdraw: [
    say('Отозвать заявку', 'Withdraw the application'),
    say('Закрывает заявку по желанию заявителя.', 'Closes the application as the applicant wishes.'),
    [caseId, variable('reason', 'Причина', 'Reason')],
    [],
  ],
  refuse: [
    say('Отказать', 'Refuse'),
    say(
      'Закрывает заявку отказом с основанием и уведомляет заявителя.',
      'Closes the application with a ground and tells the applicant.',
    ),
    [caseId, variable('ground', 'Основание', 'Ground')],
    [],
  ],
  annul: [
    say('Аннулировать заявку', 'Annul the application'),
    say('Закрывает заявку: заявитель не уложился в срок.', 'Closes the application: the applicant was late.'),
    [caseId],
    [],
  ],
  escalate: [
    say('Сообщить супервизору', 'Tell the supervisor'),
    say('Поднимает просроченные задачи к супервизору.', 'Raises overdue tasks to the supervisor.'),
    [caseId],
    [],
  ],
}

const key = ProcessKey.parse('connection')
export const connectionBindings: readonly BindingAbout[] = Object.entries(lines).map(
  ([name, [title, about, needs, gives]]) => ({ name, key, title, about, needs: [...needs], gives: [...gives] }),
)
