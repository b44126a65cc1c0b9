import { expect, it } from 'vitest'
import { columnsIn, parseLine } from './importLine.ts'

const columns = columnsIn('account;meter;date;total;day;night') ?? null

it('a file says in its first line what it holds', () => {
  expect(columnsIn('meter,date,total')).toEqual(['meter', 'date', 'total'])
  expect(columnsIn('{"meter":"1"}')).toBeNull()
  expect(columnsIn('meter;total')).toBeUndefined()
  expect(columnsIn('1004521;10290')).toBeUndefined()
  expect(columnsIn('meter;date;total;phone')).toBeUndefined()
})

it('a line of a table is a reading', () => {
  const line = { account: '1004521', meter: '04512877', takenOn: '2026-11-24', values: { total: 10290 } }
  expect(parseLine('1004521;04512877;2026-11-24;10290;;', columns)).toEqual(line)
  expect(parseLine('1004521;04512877;24.11.2026;10290;;', columns)).toEqual(line)
  expect(parseLine('"1004521";;24.11.2026;;5;6', columns)).toMatchObject({ meter: null, values: { day: 5, night: 6 } })
})

it('a line of JSON is a reading', () => {
  const line = { account: null, meter: '04512877', takenOn: '2026-11-24', values: { total: 10290 } }
  expect(parseLine('{"meter":"04512877","date":"2026-11-24","values":{"total":10290}}', null)).toEqual(line)
})

it.each([
  ['too few cells', '1004521;04512877;2026-11-24'],
  ['no number of anything', ';;2026-11-24;10290;;'],
  ['no value', '1004521;04512877;2026-11-24;;;'],
  ['a value that is none', '1004521;04512877;2026-11-24;12,5;;'],
  ['a negative value', '1004521;04512877;2026-11-24;-5;;'],
  ['a day that is none', '1004521;04512877;2026-02-30;10290;;'],
])('%s is no reading', (_, text) => {
  expect(parseLine(text, columns)).toBeNull()
})

it('broken JSON is no reading', () => {
  expect(parseLine('{"meter":', null)).toBeNull()
  expect(parseLine('{"meter":"1","date":"2026-11-24","values":{"total":1.5}}', null)).toBeNull()
})
