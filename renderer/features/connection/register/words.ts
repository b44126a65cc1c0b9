import { defineWords } from '../../../ui/words'

export const registerConnectionWords = defineWords('registerConnection', {
  ru: {
    open: 'Заявка на присоединение',
    title: 'Новая заявка на присоединение',
    objectAddress: 'Адрес объекта',
    powerKw: 'Мощность, кВт',
    voltageKv: 'Напряжение, кВ',
    distanceM: 'До сети, м',
    documents: 'Принесли документы',
    register: 'Зарегистрировать заявку',
    cancel: 'Отмена',
    registered: 'Заявка {{number}} зарегистрирована',
    wrong: {
      objectAddress: 'Напишите адрес объекта.',
      powerKw: 'Напишите мощность числом, например 15.',
      voltageKv: 'Напишите напряжение числом, например 0,4.',
      distanceM: 'Напишите расстояние целым числом метров.',
    },
    refusals: {
      answerAddressRequired: 'Укажите, куда ответить.',
      answerAddressInvalid: 'Проверьте, куда ответить: адрес записан неверно.',
      interactionOfAnother: 'Этот контакт относится к другому потребителю.',
      attachmentNotYours: 'Файл уже приложен к другому контакту.',
      documentUnknown: 'Одного из документов больше нет в списке.',
    },
  },
  en: {
    open: 'Application for connection',
    title: 'New application for connection',
    objectAddress: 'Address of the object',
    powerKw: 'Power, kW',
    voltageKv: 'Voltage, kV',
    distanceM: 'To the grid, m',
    documents: 'Documents brought',
    register: 'Register the application',
    cancel: 'Cancel',
    registered: 'Application {{number}} is registered',
    wrong: {
      objectAddress: 'Write the address of the object.',
      powerKw: 'Write the power as a number, such as 15.',
      voltageKv: 'Write the voltage as a number, such as 0.4.',
      distanceM: 'Write the distance as a whole number of metres.',
    },
    refusals: {
      answerAddressRequired: 'Say where to answer.',
      answerAddressInvalid: 'Check where to answer: the address is written wrongly.',
      interactionOfAnother: 'This contact belongs to another consumer.',
      attachmentNotYours: 'The file already belongs to another contact.',
      documentUnknown: 'One of the documents is no longer on the list.',
    },
  },
})
