import { expect, test } from 'vitest'
import { readLines } from './lines'

test('lines are values by their names', () => {
  expect(readLines('power = 15\n\nname = Иванов = сын\nplace.city=Казань\nlist = [1, 2]')).toEqual({
    values: { power: 15, name: 'Иванов = сын', place: { city: 'Казань' }, list: [1, 2] },
  })
  expect(readLines('')).toEqual({ values: {} })
})

test('a line that is no value is told', () => {
  expect(readLines('power = 1\nпросто текст')).toEqual({ badLine: 'просто текст' })
  expect(readLines('1a = 2')).toEqual({ badLine: '1a = 2' })
})
