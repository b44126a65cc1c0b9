import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readingIn, valuesIn } from './readingText.ts'

describe('a reading in a letter', () => {
  it.each([
    ['Показания', 'Лицевой счёт 1004521, показания 12345', '1004521', '12345'],
    ['Показания за ноябрь', 'л/с 1004521\nПоказания: 12345,6 кВт·ч', '1004521', '12345,6'],
    ['л/с 1004521', 'Здравствуйте! Показания 12345 678', '1004521', '12345 678'],
    [
      'Показания счётчика',
      'Счётчик № 04512877. Показания день 8123 ночь 2210. Спасибо!',
      '04512877',
      'день 8123 ночь 2210',
    ],
    ['', 'Лицевой счет: 1004521. Показания Т1 8123, Т2 2210', '1004521', 'Т1 8123, Т2 2210'],
  ])('%s: %s', (subject, body, number, values) => {
    expect(readingIn(subject, body)).toEqual({ number, values })
  })

  it.each([
    ['no account', 'Показания', 'Показания 12345'],
    ['no value', 'Показания', 'Лицевой счёт 1004521. Как передать показания'],
    ['a question', 'Показания', 'Лицевой счёт 1004521, показания 12345. Почему такой расход?'],
    ['two accounts', '', 'Лицевой счёт 1004521 показания 12345, лицевой счёт 1004528 показания 777'],
    ['two months', '', 'л/с 1004521. Показания за октябрь 12000. Показания за ноябрь 12345'],
    ['nothing of the kind', 'Жалоба', 'Третий вечер напряжение 190 В, договор 1004521'],
  ])('%s is left to a person', (_, subject, body) => {
    expect(readingIn(subject, body)).toBeNull()
  })
})

describe('values as a person wrote them', () => {
  it('are those of the registers in their order', () => {
    expect(valuesIn('12345', ['total'])).toEqual({ total: 12345 })
    expect(valuesIn('12345,67', ['total'])).toEqual({ total: 12345 })
    expect(valuesIn('день 8123, ночь 2210', ['day', 'night'])).toEqual({ day: 8123, night: 2210 })
    expect(valuesIn('1 2 3', ['night', 'peak', 'halfPeak'])).toEqual({ peak: 1, halfPeak: 2, night: 3 })
  })
  it('go to the registers they are named for, in whatever order', () => {
    expect(valuesIn('ночь 2210, день 8123', ['day', 'night'])).toEqual({ day: 8123, night: 2210 })
    expect(valuesIn('Т1 8123, Т2 2210', ['day', 'night'])).toEqual({ day: 8123, night: 2210 })
    expect(valuesIn('Т1: 5 Т2: 6 Т3: 7', ['peak', 'halfPeak', 'night'])).toEqual({ peak: 5, night: 6, halfPeak: 7 })
    expect(valuesIn('night 5, day 9', ['day', 'night'])).toEqual({ day: 9, night: 5 })
  })
  it('are none where only some are named, or one is named twice', () => {
    expect(valuesIn('ночь 2210, 8123', ['day', 'night'])).toBeNull()
    expect(valuesIn('день 2210, день 8123', ['day', 'night'])).toBeNull()
  })
  it('are none where there are more or fewer than registers, or a date among them', () => {
    expect(valuesIn('8123', ['day', 'night'])).toBeNull()
    expect(valuesIn('8123 2210', ['total'])).toBeNull()
    expect(valuesIn('12.11.2026', ['total'])).toBeNull()
    expect(valuesIn('сколько', ['total'])).toBeNull()
    expect(valuesIn('8123', [])).toBeNull()
  })
  it('come back whatever stands between them', () => {
    const value = fc.integer({ min: 0, max: 999_999 })
    const gap = fc.constantFrom(' ', ', ', ' и ', ' / ', '; ', '\n')
    fc.assert(
      fc.property(value, value, gap, (day, night, between) => {
        expect(valuesIn(`${day}${between}${night}`, ['day', 'night'])).toEqual({ day, night })
      }),
    )
  })
})
