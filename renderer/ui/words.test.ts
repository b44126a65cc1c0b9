// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { defineWords, setLanguage, wordsNow } from './words'

const words = defineWords('test', {
  ru: {
    plain: 'Звонок',
    from: 'от {{name}}',
    waits: { one: '{{count}} ждёт', few: '{{count}} ждут', many: '{{count}} ждут всех', other: '{{count}} ждут' },
    refusals: { taken: 'Уже взяли' },
  },
  en: {
    plain: 'Call',
    from: 'from {{name}}',
    waits: { one: '{{count}} waits', other: '{{count}} wait' },
    refusals: { taken: 'Already taken' },
  },
})

describe('words', () => {
  test('speak Russian with its plural forms', () => {
    setLanguage('ru')
    const t = wordsNow(words)
    expect([1, 2, 5, 11, 21, 22].map((count) => t.waits(count))).toEqual([
      '1 ждёт',
      '2 ждут',
      '5 ждут всех',
      '11 ждут всех',
      '21 ждёт',
      '22 ждут',
    ])
    expect(t.from({ name: 'Анны <b>' })).toBe('от Анны <b>')
    expect(t.refusals.taken).toBe('Уже взяли')
  })

  test('follow the language and remember it', () => {
    setLanguage('en')
    const t = wordsNow(words)
    expect([t.plain, t.waits(1), t.waits(3)]).toEqual(['Call', '1 waits', '3 wait'])
    expect(localStorage.getItem('okno.language')).toBe('en')
    setLanguage('ru')
  })
})
