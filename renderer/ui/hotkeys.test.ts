// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { pressMatches, showKeys } from './hotkeys'

const press = (key: string, code: string, held: Partial<Record<'ctrlKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

test.each([
  ['mod+k', press('k', 'KeyK', { ctrlKey: true }), true],
  ['mod+k', press('л', 'KeyK', { ctrlKey: true }), true],
  ['mod+k', press('k', 'KeyK'), false],
  ['k', press('л', 'KeyK'), true],
  ['k', press('k', 'KeyK', { ctrlKey: true }), false],
  ['alt+3', press('3', 'Digit3', { altKey: true }), true],
  ['mod+.', press('ю', 'Period', { ctrlKey: true }), true],
  ['?', press('?', 'Slash', { shiftKey: true }), true],
  ['?', press('?', 'Digit7', { shiftKey: true }), true],
  ['f2', press('F2', 'F2'), true],
  ['mod+enter', press('Enter', 'Enter', { ctrlKey: true }), true],
  ['mod+enter', press('Enter', 'Enter'), false],
])('%s', (keys, pressed, isMatch) => {
  expect(pressMatches(keys, pressed)).toBe(isMatch)
})

test('keys are shown as they stand on a keyboard', () => {
  expect(['mod+enter', 'alt+1', 'f2', 'mod+k'].map(showKeys)).toEqual(['Ctrl ⏎', 'Alt 1', 'F2', 'Ctrl K'])
})
