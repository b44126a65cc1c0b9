import type { ChatChoice, ChatLanguage } from '#shared/contract/chat'
import type { Zone } from '#shared/contract/reading'
import type { BotLine, OutageTold } from '#shared/rules/bot'
import { inOrder } from '#shared/rules/readingText'

type Told = 'outage' | 'noOutage' | 'connecting' | 'severalMeters' | 'askValues' | 'valuesUnclear' | 'readingOutcome'
type Plain = Exclude<BotLine['say'], Told>
type Words = {
  botName: string
  choices: Record<Exclude<ChatChoice, `address${number}`>, string>
  plain: Record<Plain, string>
  noOutage: (address: string) => string
  severalMeters: (ends: string) => string
  askValues: (numberEnd: string, zones: string) => string
  valuesUnclear: (numberEnd: string, zones: string) => string
  zones: Record<Zone, string>
  connecting: (ahead: number) => string
  outage: (told: {
    address: string
    reason: string
    kind: OutageTold['kind']
    from: string
    until: string | null
    isNow: boolean
  }) => string
}

const ru: Words = {
  botName: 'Помощник',
  choices: {
    outage: 'Нет света',
    reading: 'Передать показания',
    appeal: 'Подать обращение',
    agent: 'Позвать оператора',
    otherAddress: 'Другой адрес',
    enough: 'Спасибо, это всё',
  },
  plain: {
    greeting:
      'Здравствуйте! Я помощник электросетевой компании. Скажу, есть ли отключение по вашему адресу, приму показания счётчика, помогу подать обращение или позову оператора. Что у вас случилось?',
    askMeter: 'Напишите номер лицевого счёта или номер счётчика.',
    askMeterAgain: 'Не вижу номера. Напишите лицевой счёт (есть в квитанции) или номер счётчика цифрами.',
    meterUnknown: 'Такого счёта или счётчика я не нашёл. Проверьте номер и напишите ещё раз.',
    askAddress: 'Напишите адрес: город, улицу и дом. Например: Казань, Баумана 12.',
    askAddressAgain: 'Не вижу в сообщении адреса. Напишите, пожалуйста, улицу и номер дома. Например: Баумана 12.',
    addressUnknown: 'Такого адреса я не нашёл. Проверьте, пожалуйста, улицу и номер дома и напишите ещё раз.',
    pickAddress: 'Нашёл несколько похожих адресов. Какой из них ваш?',
    notUnderstood:
      'Я пока не понял вопрос. Выберите, о чём он, или напишите другими словами. Я могу позвать и оператора.',
    appealLink:
      'Обращение можно подать в интернет-приёмной: /portal/ — вы получите номер и увидите там ответ. Могу помочь чем-то ещё?',
    filesToAgent: 'Файл получил, его посмотрит оператор.',
    nobodyHere:
      'Сейчас на месте нет ни одного оператора. Ваше сообщение сохранено, его прочитают, как только кто-то появится. Оставьте номер телефона или электронную почту, и мы свяжемся с вами сами.',
    contactKept: 'Спасибо, записал. С вами свяжутся, как только появится оператор. Ответ также придёт сюда.',
    textKept: 'Записал, оператор это прочитает. Чтобы с вами могли связаться, оставьте номер телефона или почту.',
    goodbye: 'Рад был помочь. Всего доброго!',
  },
  severalMeters: (ends) => `На этом счёте несколько счётчиков: ${ends}. Напишите номер того, чьи показания передаёте.`,
  askValues: (numberEnd, zones) => `Счётчик …${numberEnd}. Напишите показания${zones}, без знаков после запятой.`,
  valuesUnclear: (numberEnd, zones) =>
    `Не разобрал показания счётчика …${numberEnd}. Напишите${zones || ' одно число'} цифрами.`,
  zones: { total: '', day: 'день', night: 'ночь', peak: 'пик', halfPeak: 'полупик' },
  noOutage: (address) =>
    `Сейчас по адресу ${address} отключений нет. Если света нет только у вас, проверьте автоматы в щитке и позовите оператора.`,
  connecting: (ahead) =>
    ahead === 0
      ? 'Зову оператора. Он увидит всю нашу переписку, повторять ничего не нужно.'
      : `Зову оператора. Он увидит всю нашу переписку. Перед вами в очереди: ${ahead}.`,
  outage: ({ address, reason, kind, from, until, isNow }) => {
    const what = kind === 'planned' ? 'плановое отключение' : 'аварийное отключение'
    const start = isNow
      ? `Да, по адресу ${address} сейчас ${what} с ${from}.`
      : `По адресу ${address} будет ${what}: начало ${from}.`
    return `${start} Причина: ${reason}. ${until ? `Свет дадут до ${until}.` : 'Когда дадут свет, пока неизвестно: бригада работает.'}`
  },
}

const en: Words = {
  botName: 'Assistant',
  choices: {
    outage: 'No power',
    reading: 'Send a meter reading',
    appeal: 'File an appeal',
    agent: 'Call an agent',
    otherAddress: 'Another address',
    enough: 'Thanks, that is all',
  },
  plain: {
    greeting:
      'Hello! I am the assistant of the electricity grid company. I can tell whether your address is off, take a meter reading, help you file an appeal or call an agent. What has happened?',
    askMeter: 'Please write your account number or the number of the meter.',
    askMeterAgain: 'I see no number. Please write the account (it is on your bill) or the meter number in digits.',
    meterUnknown: 'I have not found this account or meter. Please check the number and write it once more.',
    askAddress: 'Please write the address: town, street and house. For example: Kazan, Baumana 12.',
    askAddressAgain:
      'I see no address in the message. Please write the street and the house number. For example: Baumana 12.',
    addressUnknown:
      'I have not found this address. Please check the street and the house number and write them once more.',
    pickAddress: 'I have found several similar addresses. Which one is yours?',
    notUnderstood:
      'I have not understood the question yet. Choose what it is about, or put it in other words. I can also call an agent.',
    appealLink:
      'You can file an appeal on our portal: /portal/ — you get a number and see the answer there. Is there anything else?',
    filesToAgent: 'I have received the file; an agent will look at it.',
    nobodyHere:
      'No agent is here at the moment. Your message is kept and will be read as soon as somebody comes. Leave a phone number or an email, and we will contact you ourselves.',
    contactKept:
      'Thank you, noted. You will be contacted as soon as an agent is here. The answer will come to this chat too.',
    textKept: 'Noted, an agent will read it. To let us contact you, leave a phone number or an email.',
    goodbye: 'Glad to help. Goodbye!',
  },
  severalMeters: (ends) =>
    `There are several meters on this account: ${ends}. Write the number of the one you have read.`,
  askValues: (numberEnd, zones) => `Meter …${numberEnd}. Write the reading${zones}, without digits behind the point.`,
  valuesUnclear: (numberEnd, zones) =>
    `I could not read the values of meter …${numberEnd}. Please write${zones || ' one number'} in digits.`,
  zones: { total: '', day: 'day', night: 'night', peak: 'peak', halfPeak: 'half-peak' },
  noOutage: (address) =>
    `There is no outage at ${address} now. If only your home has no power, check the breakers in your switchboard and call an agent.`,
  connecting: (ahead) =>
    ahead === 0
      ? 'I am calling an agent, who will see all we have written here: no need to repeat anything.'
      : `I am calling an agent, who will see all we have written here. Before you in the queue: ${ahead}.`,
  outage: ({ address, reason, kind, from, until, isNow }) => {
    const what = kind === 'planned' ? 'a planned outage' : 'an emergency outage'
    const start = isNow
      ? `Yes, there is ${what} at ${address} since ${from}.`
      : `There will be ${what} at ${address}, starting ${from}.`
    return `${start} Reason: ${reason}. ${until ? `Power will be back by ${until}.` : 'It is not known yet when power will be back: a crew is at work.'}`
  },
}

const words: Record<ChatLanguage, Words> = { ru, en }

export const botName = (language: ChatLanguage) => words[language].botName

export function labelOf(choice: ChatChoice, options: readonly string[], language: ChatLanguage): string {
  if (choice.startsWith('address')) return options[Number(choice.slice('address'.length))] ?? ''
  const names: Record<string, string> = words[language].choices
  return names[choice] ?? ''
}

type Place = { language: ChatLanguage; timeZone: string; now: Date }

/** What the bot says, in the visitor's language. Times are of the company's zone. */
export function textOf(line: BotLine, place: Place): string {
  const said = words[place.language]
  switch (line.say) {
    case 'outage': {
      const { startsAt, endsAt, kind, reason } = line.outage
      const until = endsAt && momentOf(endsAt, place)
      return said.outage({
        address: line.address,
        reason: reason.replace(/\.$/, ''),
        kind,
        from: momentOf(startsAt, place),
        until,
        isNow: line.isNow,
      })
    }
    case 'noOutage':
      return said.noOutage(line.address)
    case 'connecting':
      return said.connecting(line.ahead)
    case 'severalMeters':
      return said.severalMeters(line.ends.map((end) => `…${end}`).join(', '))
    case 'askValues':
      return said.askValues(line.numberEnd, zonesOf(line.zones, said))
    case 'valuesUnclear':
      return said.valuesUnclear(line.numberEnd, zonesOf(line.zones, said))
    case 'readingOutcome':
      return line.text
    default:
      return said.plain[line.say]
  }
}

/** « день и ночь»: nothing for a meter of one register. */
function zonesOf(zones: readonly Zone[], said: Words): string {
  const names = inOrder(zones).map((zone) => said.zones[zone])
  return zones.length > 1 ? `: ${names.join(', ')}` : ''
}

/** «18:00» today, «25.11.2026, 18:00» on another day. */
export function momentOf(iso: string, { timeZone, now }: Pick<Place, 'timeZone' | 'now'>): string {
  const day = new Intl.DateTimeFormat('ru-RU', { timeZone, dateStyle: 'short' })
  const time = new Intl.DateTimeFormat('ru-RU', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(iso))
  if (day.format(new Date(iso)) === day.format(now)) return time
  const date = new Intl.DateTimeFormat('ru-RU', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' }).format(
    new Date(iso),
  )
  return `${date}, ${time}`
}

/** 180 → `+03:00` */
export function zoneOf(offsetMinutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const ahead = Math.abs(offsetMinutes)
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`
}
