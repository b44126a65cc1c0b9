import { type BindingAbout, ProcessKey } from '#shared/contract/process'
import type { ReadingBinding } from './bindings.ts'

type About = Pick<BindingAbout, 'title' | 'about' | 'needs' | 'gives'>
type Variable = BindingAbout['needs'][number]
const variable = (name: string, ru: string, en: string): Variable => ({ name, about: { ru, en } })
const readingId = variable('readingId', 'Показания', 'The reading')
const remark = variable('remark', 'Что написал специалист (можно без него)', 'What a specialist wrote (may be absent)')

/** The work of readings in the words of an analyst; a piece of work without them does not compile. */
const about: Record<ReadingBinding, About> = {
  accept: {
    title: { ru: 'Принять показания', en: 'Accept the reading' },
    about: {
      ru: 'Принимает показания, передаёт их в расчёты и сообщает потребителю.',
      en: 'Accepts the reading, puts it on its way to billing and tells the consumer.',
    },
    needs: [readingId, remark],
    gives: [],
  },
  askAgain: {
    title: { ru: 'Попросить передать заново', en: 'Ask for it again' },
    about: {
      ru: 'Говорит потребителю, что не так, и до какого дня ждут новых показаний.',
      en: 'Tells the consumer what is wrong and until when a new reading is waited for.',
    },
    needs: [readingId, remark],
    gives: [variable('askUntil', 'До какого времени ждать', 'Until when to wait')],
  },
  reject: {
    title: { ru: 'Отклонить показания', en: 'Reject the reading' },
    about: {
      ru: 'Отклоняет показания и сообщает потребителю, почему.',
      en: 'Rejects the reading and tells the consumer why.',
    },
    needs: [readingId, remark],
    gives: [],
  },
  lapse: {
    title: { ru: 'Закрыть без показаний', en: 'Close without a reading' },
    about: {
      ru: 'Отмечает, что новых показаний не поступило, и сообщает об этом.',
      en: 'Notes that no new reading has come, and says so.',
    },
    needs: [readingId],
    gives: [],
  },
  escalate: {
    title: { ru: 'Сообщить супервизору', en: 'Tell the supervisor' },
    about: {
      ru: 'Поднимает просроченную проверку к супервизору.',
      en: 'Raises an overdue check to the supervisor.',
    },
    needs: [],
    gives: [],
  },
}

const key = ProcessKey.parse('reading')
export const readingBindings: readonly BindingAbout[] = Object.entries(about).map(([name, rest]) => ({
  name,
  key,
  ...rest,
}))
