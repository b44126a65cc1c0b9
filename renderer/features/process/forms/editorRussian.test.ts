import { expect, test } from 'vitest'
import { editorRussian, editorWords } from './editorRussian'

const programs = import.meta.glob<string>(
  '../../../../node_modules/@bpmn-io/form-js-{editor,viewer}/dist/index.es.js',
  { query: '?raw', import: 'default', eager: true },
)
const [editor = '', viewer = ''] = Object.keys(programs)
  .sort()
  .map((path) => programs[path])
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, said = '']) => said)

/** Of components a step cannot be done with, which are not offered. */
const NOT_OFFERED =
  /iFrame|frame|embed|HTML|JSON|Document|document|security|X-FRAME|safe|Camunda|Additional|source is|entry must|Select a source|script|reference automatically|HTTPS URL/i

test('the builder has every label, title and explanation in Russian', () => {
  const said = [
    ...found(editor, /(?:label|title|tooltip|description|placeholder|text): ['"]([A-Z][^'"]+)['"],?$/gm),
    ...found(editor, /children: ["']([A-Z][^"']+)["']/g),
    ...found(viewer, /^\s+label: '([A-Z][^']+)',$/gm),
  ]
  expect(said.length).toBeGreaterThan(100)
  const own = new Set(['Allow same origin', 'Open in fullscreen', 'Geolocation', 'Camera access', 'Microphone access'])
  const missing = [...new Set(said)].filter((text) => !editorRussian(text) && !NOT_OFFERED.test(text) && !own.has(text))
  expect(missing).toEqual([])
})

test('frames around words are said too, and all of it is Russian', () => {
  expect(editorRussian('Create a Text field element')).toBe('Добавить поле: Строка')
  expect(editorRussian('List contains 1 item')).toBe('В списке: 1')
  expect(editorRussian('Что угодно')).toBeUndefined()
  for (const [english, text] of Object.entries(editorWords)) expect(text, english).toMatch(/[а-яё]|HTML/i)
})
