import { defineWords } from '../../ui/words'

export const presenceWords = defineWords('presence', {
  ru: {
    states: { available: 'Готов', busy: 'Разговор', wrapUp: 'Оформляет', aux: 'Не готов', offline: 'Не на линии' },
    reasons: { break: 'Перерыв', lunch: 'Обед', training: 'Обучение', backOffice: 'Работа с бумагами' },
    menu: 'Моё состояние',
    since: 'с {{time}}',
    changed: 'Состояние: {{state}}',
    setAvailable: 'Встать на линию',
    setAux: 'Не готов: {{reason}}',
    setOffline: 'Уйти с линии',
    refusals: { onACall: 'Идёт разговор. Состояние сменится, когда он закончится.' },
  },
  en: {
    states: { available: 'Available', busy: 'On a call', wrapUp: 'Wrapping up', aux: 'Not ready', offline: 'Offline' },
    reasons: { break: 'Break', lunch: 'Lunch', training: 'Training', backOffice: 'Back office' },
    menu: 'My state',
    since: 'since {{time}}',
    changed: 'State: {{state}}',
    setAvailable: 'Become available',
    setAux: 'Not ready: {{reason}}',
    setOffline: 'Go offline',
    refusals: { onACall: 'You are on a call. The state changes when it ends.' },
  },
})
