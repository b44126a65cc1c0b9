import { expect, test } from 'vitest'
import { CommandId } from '#shared/contract/contract'
import { type CaseDraft, intentionOf, readDraft, tidyPhone } from './newCase'
import { STEPS, stepsDone } from './steps'

const missing = { topic: 'тема', text: 'суть', mail: 'почта', phone: 'телефон', paper: 'адрес' }
const draft: CaseDraft = {
  isOpen: true,
  topic: 'voltageQuality',
  kind: 'appeal',
  text: 'Скачет напряжение',
  channel: 'portal',
  address: '',
  left: [],
  sent: null,
}

test('what is missing is said beside its field', () => {
  expect(readDraft({ ...draft, topic: '', text: ' ' }, missing)).toEqual({ problems: { topic: 'тема', text: 'суть' } })
  expect(readDraft({ ...draft, channel: 'mail', address: 'не почта' }, missing)).toEqual({
    problems: { address: 'почта' },
  })
  expect(readDraft({ ...draft, channel: 'paper', address: 'Казань' }, missing)).toEqual({
    problems: { address: 'адрес' },
  })
})
test('a phone is taken as people write it', () => {
  expect(tidyPhone('8 (917) 234-56-78')).toBe('+79172345678')
  expect(readDraft({ ...draft, channel: 'phone', address: '8 917 234-56-78' }, missing)).toMatchObject({
    values: { answerAddress: '+79172345678' },
  })
  expect(readDraft({ ...draft, channel: 'phone', address: '112' }, missing)).toEqual({
    problems: { address: 'телефон' },
  })
})
test('the portal and the office need no address', () => {
  expect(readDraft(draft, missing)).toEqual({
    values: { topic: 'voltageQuality', kind: 'appeal', text: 'Скачет напряжение', answerChannel: 'portal' },
  })
  expect(readDraft({ ...draft, channel: 'office', address: '' }, missing)).toHaveProperty('values')
})
test('the same values are the same command, changed ones are another', () => {
  const make = () => CommandId.parse(crypto.randomUUID())
  const first = intentionOf(draft, { a: 1 }, make)
  expect(intentionOf({ ...draft, sent: first }, { a: 1 }, make).commandId).toBe(first.commandId)
  expect(intentionOf({ ...draft, sent: first }, { a: 2 }, make).commandId).not.toBe(first.commandId)
})
test('the steps move on with the status, and an approved answer waits for hands', () => {
  expect(stepsDone({ status: 'registered' }, false)).toBe(1)
  expect(stepsDone({ status: 'approval' }, false)).toBe(3)
  expect(stepsDone({ status: 'approval' }, true)).toBe(4)
  expect(stepsDone({ status: 'closed' }, false)).toBe(STEPS.length)
})
