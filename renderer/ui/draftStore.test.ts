import { expect, test } from 'vitest'
import { changeDraft, forgetDraft, onDraft, readDraft } from './draftStore'

type Letter = { text: string; files: readonly string[] }
const EMPTY: Letter = { text: '', files: [] }
const addFile = (key: string, name: string) =>
  changeDraft<Letter>(key, EMPTY, (before) => ({ ...before, files: [...before.files, name] }))

test('what arrives between two paints is all there: two files and a letter typed', () => {
  const painted = readDraft('a', EMPTY)
  addFile('a', 'one.png')
  changeDraft<Letter>('a', EMPTY, (before) => ({ ...before, text: 'Вот' }))
  addFile('a', 'two.png')
  expect(painted).toBe(EMPTY)
  expect(readDraft('a', EMPTY)).toEqual({ text: 'Вот', files: ['one.png', 'two.png'] })
})

test('a draft outlives its field, is told to whoever shows it, and is forgotten when handed in or emptied', () => {
  let told = 0
  const leave = onDraft('b', () => told++)
  changeDraft('b', '', 'начато')
  leave()
  expect(readDraft('b', '')).toBe('начато')
  changeDraft('b', '', '')
  expect(readDraft('b', '')).toBe('')
  changeDraft('b', '', 'снова')
  forgetDraft('b')
  expect(readDraft('b', 'как было')).toBe('как было')
  expect(told).toBe(1)
})
