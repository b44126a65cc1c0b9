import { type BindingAbout, ProcessKey } from '#shared/contract/process'
import type { AppealBinding } from './bindings.ts'

type About = Pick<BindingAbout, 'title' | 'about' | 'needs' | 'gives'>
type Variable = BindingAbout['needs'][number]
const variable = (name: string, ru: string, en: string): Variable => ({ name, about: { ru, en } })
const caseId = variable('caseId', 'Обращение', 'The case')

/** The work of appeals in the words of an analyst; a piece of work without them does not compile. */
const about: Record<AppealBinding, About> = {
  tellRegistered: {
    title: { ru: 'Сообщить о регистрации', en: 'Tell of the registration' },
    about: {
      ru: 'Сообщает потребителю номер обращения и срок ответа по его каналу.',
      en: 'Tells the consumer the number of the case and the term of the answer, by their channel.',
    },
    needs: [caseId],
    gives: [],
  },
  assign: {
    title: { ru: 'Передать специалисту', en: 'Hand to a specialist' },
    about: {
      ru: 'Записывает тему, вид и подразделение и переводит обращение в работу.',
      en: 'Writes down topic, kind and unit and puts the case in progress.',
    },
    needs: [
      caseId,
      variable('topic', 'Тема', 'Topic'),
      variable('kind', 'Вид обращения', 'Kind of case'),
      variable(
        'unit',
        'Подразделение, выбранное человеком (можно без него)',
        'Unit chosen by a person (may be absent)',
      ),
      variable('routedUnit', 'Подразделение по таблице', 'Unit by the table'),
    ],
    gives: [variable('isRepeat', 'Повторное ли обращение', 'Whether it repeats an earlier one')],
  },
  submit: {
    title: { ru: 'Передать на проверку', en: 'Submit for approval' },
    about: {
      ru: 'Сохраняет черновик ответа и запоминает, кто его писал.',
      en: 'Keeps the draft of the answer and remembers who wrote it.',
    },
    needs: [caseId, variable('answer', 'Текст ответа', 'Text of the answer')],
    gives: [variable('drafterId', 'Кто писал ответ', 'Who wrote the answer')],
  },
  returned: {
    title: { ru: 'Вернуть с замечанием', en: 'Return with a remark' },
    about: {
      ru: 'Возвращает ответ исполнителю с замечанием руководителя.',
      en: 'Gives the answer back to its author with the remark of the head.',
    },
    needs: [caseId, variable('remark', 'Замечание', 'The remark')],
    gives: [],
  },
  send: {
    title: { ru: 'Отправить ответ', en: 'Send the answer' },
    about: {
      ru: 'Отправляет ответ сам, если канал это умеет: почта, кабинет.',
      en: 'Sends the answer by itself where the channel can: mail, portal.',
    },
    needs: [caseId],
    gives: [variable('isSent', 'Ушёл ли ответ без участия человека', 'Whether it went without anybody’s hands')],
  },
  recordHandOver: {
    title: { ru: 'Отметить передачу', en: 'Record the handing over' },
    about: {
      ru: 'Записывает, что ответ передан потребителю лично или по телефону.',
      en: 'Writes down that the answer was given in person or by telephone.',
    },
    needs: [caseId, variable('note', 'Примечание (можно без него)', 'Note (may be absent)')],
    gives: [],
  },
  close: {
    title: { ru: 'Закрыть обращение', en: 'Close the case' },
    about: {
      ru: 'Закрывает обращение и сообщает об этом потребителю.',
      en: 'Closes the case and tells the consumer.',
    },
    needs: [caseId],
    gives: [],
  },
  escalate: {
    title: { ru: 'Сообщить супервизору', en: 'Tell the supervisor' },
    about: {
      ru: 'Поднимает просроченные задачи к супервизору и отмечает это в истории.',
      en: 'Raises overdue tasks to the supervisor and notes it in the history.',
    },
    needs: [caseId],
    gives: [],
  },
  escalateAnswer: {
    title: { ru: 'Сообщить о сроке ответа', en: 'Tell of the term of the answer' },
    about: {
      ru: 'Поднимает все открытые шаги к супервизору: вышел срок ответа потребителю.',
      en: 'Raises every open step to the supervisor: the term of the answer is over.',
    },
    needs: [caseId],
    gives: [],
  },
}

const key = ProcessKey.parse('appeal')
export const appealBindings: readonly BindingAbout[] = Object.entries(about).map(([name, rest]) => ({
  name,
  key,
  ...rest,
}))
