import { defineWords } from '../ui/words'

export const apiWords = defineWords('api', {
  ru: {
    refusals: {
      denied: 'На это у вас нет прав.',
      otherBranch: 'Этот потребитель другого филиала. Обратитесь к старшему смены.',
      missing: 'Этого больше нет: возможно, запись перенесли или объединили.',
      malformed: 'Данные заполнены неверно.',
      unreachable: 'Нет связи с сервером. Набранное сохранено, повторите, когда связь вернётся.',
      sessionEnded: 'Вход завершён. Войдите снова, набранное сохранено.',
      unauthenticated: 'Вход завершён. Войдите снова, набранное сохранено.',
      tooManyRequests: 'Слишком много попыток подряд. Подождите минуту.',
      tooLarge: 'Файл слишком большой: можно до 25 МБ.',
      fault: 'На сервере ошибка. Набранное сохранено; если повторится, сообщите номер {{id}} в поддержку.',
      unknown: 'Не получилось. Набранное сохранено, попробуйте ещё раз.',
    },
  },
  en: {
    refusals: {
      denied: 'You are not allowed to do this.',
      otherBranch: 'This consumer belongs to another branch. Ask your supervisor.',
      missing: 'It is no longer there: it may have been moved or merged.',
      malformed: 'Something is filled in wrongly.',
      unreachable: 'No connection to the server. What you typed is kept; repeat when the connection is back.',
      sessionEnded: 'Your session has ended. Sign in again; what you typed is kept.',
      unauthenticated: 'Your session has ended. Sign in again; what you typed is kept.',
      tooManyRequests: 'Too many tries in a row. Wait a minute.',
      tooLarge: 'The file is too large: up to 25 MB.',
      fault: 'The server has failed. What you typed is kept; if it repeats, give support the number {{id}}.',
      unknown: 'That did not work. What you typed is kept, try again.',
    },
  },
})
