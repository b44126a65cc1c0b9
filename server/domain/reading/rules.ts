import type { Reading, ReadingFinding, Zone, ZoneValues } from '#shared/contract/reading'
import { inOrder } from '#shared/rules/readingText'

export type Language = 'ru' | 'en'
type Words = {
  zones: Record<Zone, string>
  /** What a person can do about it. */
  findings: Record<ReadingFinding, string>
  accepted: (values: string, kwh: number | null) => string
  repeated: (values: string) => string
  askAgain: (reasons: string, until: string) => string
  inCheck: (values: string) => string
  rejected: (remark: string) => string
  lapsed: string
  replaced: string
}

const ru: Words = {
  zones: { total: '', day: 'день ', night: 'ночь ', peak: 'пик ', halfPeak: 'полупик ' },
  findings: {
    belowPrevious: 'они меньше предыдущих',
    rolledOver: 'счётчик прошёл через ноль',
    aboveAverage: 'расход намного больше обычного',
    abovePower: 'столько не даёт разрешённая мощность',
    zeroLong: 'расхода давно нет',
    duplicate: 'такие показания уже приняты',
    otherOfSameDay: 'на этот день приняты другие показания',
    notNewest: 'уже приняты показания на более поздний день',
    futureDate: 'эта дата ещё не наступила',
    outsideWindow: 'они переданы вне периода приёма и войдут в следующий расчёт',
    zonesMismatch: 'нужны показания по каждой зоне тарифа',
    zoneSumDiffers: 'сумма зон не сходится с общим итогом',
    tooManyDigits: 'знаков больше, чем на счётчике: передайте без знаков после запятой',
    beforeInstallation: 'счётчик тогда ещё не стоял',
    meterReplaced: 'этот счётчик заменён',
    meterRemoved: 'этот счётчик снят',
    verificationExpired: 'срок поверки счётчика истёк',
    telemetryDiffers: 'они расходятся с дистанционным съёмом',
  },
  accepted: (values, kwh) => `Показания приняты: ${values}.${kwh === null ? '' : ` Расход ${kwh} кВт·ч.`}`,
  repeated: (values) => `Показания ${values} уже приняты, второй раз передавать не нужно.`,
  askAgain: (reasons, until) =>
    `Показания пока не приняты: ${reasons}. Проверьте счётчик и передайте показания ещё раз до ${until}.`,
  inCheck: (values) => `Показания ${values} получены. Их проверит специалист, после этого мы сообщим, приняты ли они.`,
  rejected: (remark) => `Показания не приняты. ${remark}`.trim(),
  lapsed: 'Новых показаний не поступило. Передайте их, когда будет удобно.',
  replaced: 'Вместо этих показаний приняты другие.',
}

const en: Words = {
  zones: { total: '', day: 'day ', night: 'night ', peak: 'peak ', halfPeak: 'half-peak ' },
  findings: {
    belowPrevious: 'it is less than the previous one',
    rolledOver: 'the meter has turned over',
    aboveAverage: 'the consumption is far above the usual',
    abovePower: 'the permitted power cannot give so much',
    zeroLong: 'nothing has been consumed for long',
    duplicate: 'it was accepted before',
    otherOfSameDay: 'another reading was accepted for this day',
    notNewest: 'a reading of a later day was accepted',
    futureDate: 'this day has not come yet',
    outsideWindow: 'it came outside the period and counts in the next bill',
    zonesMismatch: 'a value is needed for every zone of the tariff',
    zoneSumDiffers: 'the sum of the zones is not the total',
    tooManyDigits: 'it has more digits than the meter: leave out those behind the point',
    beforeInstallation: 'the meter did not stand there yet',
    meterReplaced: 'this meter was replaced',
    meterRemoved: 'this meter was removed',
    verificationExpired: 'the verification of the meter has expired',
    telemetryDiffers: 'it differs from the remote reading',
  },
  accepted: (values, kwh) => `Your reading is accepted: ${values}.${kwh === null ? '' : ` Consumption ${kwh} kWh.`}`,
  repeated: (values) => `The reading ${values} was accepted before: no need to send it again.`,
  askAgain: (reasons, until) =>
    `The reading is not accepted yet: ${reasons}. Please check the meter and send it once more by ${until}.`,
  inCheck: (values) => `We have the reading ${values}. A specialist will check it, and we will tell you the result.`,
  rejected: (remark) => `The reading is not accepted. ${remark}`.trim(),
  lapsed: 'No new reading has come. Send it whenever it suits you.',
  replaced: 'Another reading has taken the place of this one.',
}
const words: Record<Language, Words> = { ru, en }

/** «день 8123, ночь 2210» */
export function valuesText(values: ZoneValues, language: Language = 'ru'): string {
  const zones = Object.keys(values)
  const known = inOrder(['total', 'day', 'night', 'peak', 'halfPeak']).filter((zone) => zones.includes(zone))
  return known.map((zone) => `${words[language].zones[zone]}${values[zone]}`).join(', ')
}

export const findingsText = (findings: readonly ReadingFinding[], language: Language = 'ru'): string =>
  findings.map((finding) => words[language].findings[finding]).join('; ')

/** What the person who gave a reading is told of it. Days are of the company's zone. */
export function outcomeText(reading: Reading, offsetMinutes: number, language: Language = 'ru'): string {
  const told = words[language]
  const values = valuesText(reading.values, language)
  const remark = reading.remark ? ` ${reading.remark}` : ''
  switch (reading.state) {
    case 'accepted': {
      const note = reading.findings.filter((finding) => NOTED.has(finding))
      const because = note.length > 0 ? ` ${capital(findingsText(note, language))}.` : ''
      return told.accepted(values, reading.consumptionKwh) + because
    }
    case 'repeated':
      return told.repeated(values)
    case 'askedAgain':
      return told.askAgain(findingsText(reading.findings, language), dayText(reading.askUntil, offsetMinutes)) + remark
    case 'inCheck':
      return told.inCheck(values)
    case 'rejected':
      return told.rejected(reading.remark ?? '')
    case 'lapsed':
      return told.lapsed
    case 'replaced':
      return told.replaced
  }
}
/** What the person is told although the reading was accepted. */
const NOTED: ReadonlySet<ReadingFinding> = new Set(['outsideWindow', 'rolledOver'])
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function dayText(instant: string | null, offsetMinutes: number): string {
  if (instant === null) return ''
  const day = new Date(Date.parse(instant) + offsetMinutes * 60_000).toISOString().slice(0, 10)
  return day.split('-').reverse().join('.')
}
