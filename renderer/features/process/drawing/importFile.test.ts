import { expect, test } from 'vitest'
import { draw, flow, parse } from '../testing/draw'
import { blankDrawing, keyOf } from './blank'
import { ImportRefused, importFile } from './importFile'
import { bosAt } from './types'

const body = `<startEvent id="start" /><userTask id="give" name="Выдать" okno:roles="clerk" /><endEvent id="end" />${flow('start', 'give')}${flow('give', 'end')}`

test('a file without coordinates is laid out, takes the key of the process and keeps our attributes', async () => {
  const { xml, isLaidOut } = await importFile(draw(body, 'Process_1'), 'pass')
  expect(isLaidOut).toBe(true)
  expect(xml).toContain('okno:roles="clerk"')
  const definitions = await parse(xml)
  expect(bosAt(definitions, 'rootElements').map(({ id }) => id)).toEqual(['pass'])
  expect(xml.match(/<dc:Bounds/g)?.length).toBeGreaterThanOrEqual(3)
})

test('a file with coordinates keeps them', async () => {
  const { xml, isLaidOut } = await importFile(blankDrawing('other', 'Пропуск «А & Б»'), 'pass')
  expect(isLaidOut).toBe(false)
  expect(xml).toContain('x="180"')
  expect(xml).toContain('<bpmn:process id="pass" name="Пропуск «А &#38; Б»"')
})

test.each([
  ['<not xml', 'notBpmn'],
  ['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a/>', 'forbidden'],
  [draw('').replace(/<process[\s\S]*<\/process>/, ''), 'noProcess'],
  ['x'.repeat(5_000_001), 'tooLarge'],
])('what cannot become a drawing is refused with its reason (%#)', async (text, problem) => {
  const refused = await importFile(text, 'pass').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ImportRefused)
  expect(refused).toMatchObject({ problem })
})

test('a key is made of a Russian name', () => {
  expect(keyOf('Выдача пропуска на объект')).toBe('vydachaPropuskaNaObekt')
  expect(keyOf('112: вызов')).toBe('p112Vyzov')
  expect(keyOf('—')).toBe('')
})
