import { defineWords } from '../ui/words'

export const widgetWords = defineWords('widget', {
  ru: {
    title: 'Чат с нами',
    starting: 'Соединяемся…',
    stages: {
      bot: 'Вам отвечает помощник',
      waiting: 'Ждём оператора. Можно закрыть страницу: чат сохранится',
      agent: 'Вам отвечает {{name}}',
      ended: 'Чат завершён',
    },
    operator: 'Оператор',
    offline: 'Нет связи. Написанное сохранено и уйдёт, когда связь вернётся.',
    choices: 'Готовые ответы',
    end: 'Завершить',
    reallyEnd: 'Завершить чат?',
    yesEnd: 'Да, завершить',
    no: 'Нет',
    startNew: 'Начать новый чат',
    newMessage: 'Новое сообщение',
  },
  en: {
    title: 'Chat with us',
    starting: 'Connecting…',
    stages: {
      bot: 'The assistant is answering you',
      waiting: 'Waiting for an agent. You may close the page: the chat is kept',
      agent: '{{name}} is answering you',
      ended: 'The chat has ended',
    },
    operator: 'The agent',
    offline: 'No connection. What you wrote is kept and will go when the connection is back.',
    choices: 'Ready answers',
    end: 'End',
    reallyEnd: 'End the chat?',
    yesEnd: 'Yes, end it',
    no: 'No',
    startNew: 'Start a new chat',
    newMessage: 'New message',
  },
})
