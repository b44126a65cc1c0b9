import { defineWords } from '../../ui/words'

export const noteWords = defineWords('note', {
  ru: {
    note: 'Заметка',
    placeholder: 'Что важно помнить об этом потребителе или контакте',
    save: 'Сохранить',
    saved: 'Заметка сохранена',
    queued: 'Связи нет: заметка ждёт на этом компьютере и уйдёт на сервер сама',
    draftKept: 'черновик сохраняется сам',
  },
  en: {
    note: 'Note',
    placeholder: 'What is worth remembering of this consumer or contact',
    save: 'Save',
    saved: 'The note is saved',
    queued: 'No connection: the note waits on this computer and goes to the server by itself',
    draftKept: 'the draft is kept by itself',
  },
})
