import { expect, it } from 'vitest'
import { segmentsOf } from './segments'

it('cuts a text at its folds and drops the blank between', () => {
  const text = 'Спасибо!\n\n> старое\n\nИ ещё'
  const start = text.indexOf('>')
  expect(segmentsOf(text, [[start, start + 8]])).toEqual([
    { text: 'Спасибо!', isQuote: false, from: 0 },
    { text: '> старое', isQuote: true, from: start },
    { text: 'И ещё', isQuote: false, from: start + 8 },
  ])
})

it('shows all of the text when the folds do not fit it', () => {
  expect(
    segmentsOf('коротко', [
      [3, 900],
      [5, 5],
      [-1, 2],
    ]),
  ).toEqual([{ text: 'коротко', isQuote: false, from: 0 }])
  expect(segmentsOf('', [])).toEqual([])
})
