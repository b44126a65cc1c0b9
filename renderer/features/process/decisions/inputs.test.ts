import { expect, test } from 'vitest'
import { blankDecision, decisionIds } from './blankDecision'
import { inputsOf, valuesOf } from './inputs'

const labels = { input: 'Условие', output: 'Ответ' }

test('a new table looks at one value, a new expression at none; each is named by its id', () => {
  const table = blankDecision({ id: 'term', name: 'Срок <"&>', kind: 'table', labels })
  expect(inputsOf(table)).toEqual(['value'])
  expect(decisionIds(table)).toEqual(['term'])
  expect(inputsOf(blankDecision({ id: 'fee', name: 'Плата', kind: 'literal', labels }))).toEqual([])
})

test('the values asked for are the variables of the expressions, once each, without words and texts of FEEL', () => {
  const input = (text: string) => `<dmn:inputExpression id="a"><dmn:text>${text}</dmn:text></dmn:inputExpression>`
  expect(inputsOf(input('if мощность &gt; 15 then "да" else place.city') + input('мощность'))).toEqual([
    'мощность',
    'place.city',
  ])
})

test('what is typed is read as a value', () => {
  expect(
    valuesOf({ power: '15', name: 'Иванов', isPaid: 'true', list: '[1,2]', empty: ' ', 'a.b': '1', 'a.c': 'x' }),
  ).toEqual({ power: 15, name: 'Иванов', isPaid: true, list: [1, 2], a: { b: 1, c: 'x' } })
})
