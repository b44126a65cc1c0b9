// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest'
import { describeDeadline, formatDay, formatDuration, formatPhone, formatSize, formatWait, toE164 } from './format'
import { setLanguage } from './words'

afterEach(() => setLanguage('ru'))
const at = (text: string) => new Date(text)

describe('a deadline in words', () => {
  const now = at('2026-11-24T10:00:00')
  const words = (iso: string) => {
    const { text, tone } = describeDeadline(at(iso).toISOString(), now)
    return [text, tone]
  }
  test.each([
    ['2026-11-24T07:00:00', 'просрочено 3 ч', 'late'],
    ['2026-11-22T09:00:00', 'просрочено 2 дня', 'late'],
    ['2026-11-24T10:25:00', '25 мин', 'soon'],
    ['2026-11-24T18:00:00', 'сегодня в 18:00', 'soon'],
    ['2026-11-25T00:10:00', 'завтра', 'soon'],
    ['2026-11-29T12:00:00', '5 дней', 'calm'],
    ['2026-12-15T12:00:00', '21 день', 'calm'],
  ])('%s is «%s»', (iso, text, tone) => expect(words(iso)).toEqual([text, tone]))

  test('speaks English too', () => {
    setLanguage('en')
    expect(words('2026-11-24T07:00:00')).toEqual(['overdue 3 h', 'late'])
    expect(words('2026-11-25T12:00:00')).toEqual(['tomorrow', 'soon'])
  })
})

test('days are named by how far they are', () => {
  const now = at('2026-11-24T10:00:00')
  const day = (text: string) => formatDay(at(text).toISOString(), now)
  expect([
    day('2026-11-24T00:01:00'),
    day('2026-11-23T23:59:00'),
    day('2026-11-03T12:00:00'),
    day('2025-11-03T12:00:00'),
  ]).toEqual(['Сегодня', 'Вчера', '3 ноября', '3 ноября 2025'])
})

test('durations, waits and sizes are short', () => {
  expect([formatDuration(134), formatDuration(3734)]).toEqual(['02:14', '1:02:14'])
  expect([formatWait(40), formatWait(7200), formatWait(200_000)]).toEqual(['00:40', '2 ч', '2 дня'])
  expect([formatSize(500), formatSize(2048), formatSize(1_572_864)]).toEqual(['500 Б', '2 КБ', '1,5 МБ'])
})

test.each([
  ['8 (917) 123-45-67', '+79171234567'],
  ['+7 917 123 45 67', '+79171234567'],
  ['9171234567', '+79171234567'],
  ['+44 20 7946 0958', '+442079460958'],
  ['12', null],
  ['', null],
])('a phone typed as «%s»', (typed, e164) => {
  expect(toE164(typed)).toBe(e164)
})

test('a phone is written in groups', () => {
  expect(formatPhone('+79171234567')).toBe('+7 917 123-45-67')
  expect(formatPhone('+442079460958')).toBe('+442079460958')
})
