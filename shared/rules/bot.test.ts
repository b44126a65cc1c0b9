import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatChoice } from '#shared/contract/chat'
import { MeterId } from '#shared/contract/ids'
import type { OfferedMeter } from '#shared/contract/reading'
import {
  type AddressOutages,
  type BotState,
  choicesOf,
  contactIn,
  greet,
  hear,
  learnAgents,
  learnMeters,
  learnOutages,
  silence,
} from './bot.ts'
import { learnReading } from './botReading.ts'

const NOW = new Date('2026-11-24T10:00:00Z')
const text = (words: string) => ({ text: words, choice: null, hasFiles: false })
const pressed = (choice: ChatChoice) => ({ text: '', choice, hasFiles: false })
const off: AddressOutages = {
  address: 'Казань, ул. Баумана, 12',
  outages: [
    { kind: 'emergency', reason: 'повреждён кабель', startsAt: '2026-11-24T08:00:00Z', endsAt: '2026-11-24T15:00:00Z' },
  ],
}
const start = greet().state

const one: OfferedMeter = {
  id: MeterId.parse('0198f3a0-0000-7000-8000-000000000001'),
  numberEnd: '2877',
  zones: ['day', 'night'],
  digits: 5,
}

describe('the bot that takes a reading', () => {
  const asked = hear(start, pressed('reading'))
  const known = learnMeters(asked.state, [one])

  it('asks for the account, then for a value of every register', () => {
    expect(asked.says).toEqual([{ say: 'askMeter' }])
    expect(hear(asked.state, text('мой счёт 1004521')).wants).toEqual({ find: 'meters', number: '1004521' })
    expect(known.says).toEqual([{ say: 'askValues', numberEnd: '2877', zones: ['day', 'night'] }])
    const given = hear(known.state, text('день 8123, ночь 2210'))
    expect(given.wants).toEqual({ find: 'reading', meterId: one.id, values: { day: 8123, night: 2210 } })
  })

  it('begins by itself where somebody writes that they have a reading', () => {
    expect(hear(start, text('хочу передать показания')).state.step).toBe('askingMeter')
  })

  it('waits for the next one where the reading was not accepted, and is done where it was', () => {
    expect(learnReading(known.state, { state: 'askedAgain', text: '…' }).state).toEqual(known.state)
    expect(learnReading(known.state, { state: 'accepted', text: 'Приняты' })).toMatchObject({
      state: { step: 'answered' },
      says: [{ say: 'readingOutcome', text: 'Приняты' }],
    })
  })

  it('asks which of several meters, and calls an agent after what it did not understand twice', () => {
    const several = learnMeters(asked.state, [one, { ...one, numberEnd: '0112' }])
    expect(several).toMatchObject({
      state: { step: 'askingMeter' },
      says: [{ say: 'severalMeters', ends: ['2877', '0112'] }],
    })
    const once = learnMeters(asked.state, [])
    expect(once.says).toEqual([{ say: 'meterUnknown' }])
    expect(learnMeters(once.state, []).wants).toEqual({ find: 'agent' })
    const unclear = hear(known.state, text('8123'))
    expect(unclear.says).toEqual([{ say: 'valuesUnclear', numberEnd: '2877', zones: ['day', 'night'] }])
    expect(hear(unclear.state, text('не знаю')).wants).toEqual({ find: 'agent' })
  })
})

describe('the bot', () => {
  it('greets and offers buttons', () => {
    expect(greet().says).toEqual([{ say: 'greeting' }])
    expect(choicesOf(start)).toEqual(['outage', 'reading', 'appeal', 'agent'])
  })

  it('asks for the address, looks it up and tells the reason and the term', () => {
    const asked = hear(start, pressed('outage'))
    expect(asked.says).toEqual([{ say: 'askAddress' }])
    const given = hear(asked.state, text('Баумана 12'))
    expect(given.wants).toEqual({ find: 'outages', address: 'баумана 12', isExact: false })
    const told = learnOutages(given.state, [off], NOW)
    expect(told.says).toEqual([{ say: 'outage', address: off.address, outage: off.outages[0], isNow: true }])
    expect(choicesOf(told.state)).toContain('enough')
  })

  it('answers «не отключён ли мой адрес, Баумана 12?» without asking again', () => {
    expect(hear(start, text('не отключён ли мой адрес, Баумана 12?')).wants).toEqual({
      find: 'outages',
      address: 'баумана 12',
      isExact: false,
    })
  })

  it('says there is no outage now, and names the planned one', () => {
    const planned = { kind: 'planned' as const, reason: 'ремонт', startsAt: '2026-11-25T07:00:00Z', endsAt: null }
    const told = learnOutages(start, [{ address: 'А', outages: [planned] }], NOW)
    expect(told.says).toEqual([
      { say: 'noOutage', address: 'А' },
      { say: 'outage', address: 'А', outage: planned, isNow: false },
    ])
  })

  it('lets the visitor pick among several addresses', () => {
    const pick = learnOutages(start, [off, { address: 'Арск, ул. Баумана, 12', outages: [] }], NOW)
    expect(choicesOf(pick.state)).toEqual(['address0', 'address1', 'otherAddress', 'agent'])
    expect(hear(pick.state, pressed('address1')).wants).toEqual({
      find: 'outages',
      address: 'Арск, ул. Баумана, 12',
      isExact: true,
    })
  })

  it.each(['позовите оператора', 'хочу поговорить с живым человеком', 'ОПЕРАТОР', 'I need a human', 'agent please'])(
    '%s: hands over',
    (words) => expect(hear(start, text(words)).wants).toEqual({ find: 'agent' }),
  )

  it('hands over what it does not understand twice, and a photo at once', () => {
    const once = hear(start, text('счётчик мигает красным'))
    expect(once.says).toEqual([{ say: 'notUnderstood' }])
    expect(hear(once.state, text('ну красным мигает')).wants).toEqual({ find: 'agent' })
    expect(hear(start, { text: '', choice: null, hasFiles: true }).wants).toEqual({ find: 'agent' })
  })

  it('says honestly that nobody is there, and keeps a phone', () => {
    const alone = learnAgents(start, { isAnyone: false, ahead: 0 })
    expect(alone.says).toEqual([{ say: 'nobodyHere' }])
    expect(hear(alone.state, text('мой номер 8 (917) 234-56-78')).says).toEqual([{ say: 'contactKept' }])
    expect(hear(alone.state, text('нет света третий день')).says).toEqual([{ say: 'textKept' }])
  })

  it('is silent once a person has the chat', () => {
    expect(hear(learnAgents(start, { isAnyone: true, ahead: 2 }).state, text('алло'))).toEqual({
      state: silence,
      says: [],
      wants: null,
    })
  })

  it('never asks in circles: any talk without an address reaches a person, the end or a question that has a way out', () => {
    const heard = fc.record({
      text: fc.constantFrom('', 'да', 'нет света', 'жалоба', 'спасибо', 'мигает', '???', 'когда'),
      choice: fc.constantFrom<ChatChoice | null>(null, null, 'outage', 'appeal', 'otherAddress', 'enough', 'address2'),
      hasFiles: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(heard, { maxLength: 30 }), (said) => {
        let state: BotState = start
        for (const each of said) {
          const turn = hear(state, each)
          if (turn.wants?.find === 'agent') return
          if (state.step !== 'silent') expect(turn.says.length + (turn.wants ? 1 : 0)).toBeGreaterThan(0)
          state = turn.state
          expect(state.misses).toBeLessThan(2)
          if (state.step !== 'silent') expect(choicesOf(state)).toContain('agent')
        }
      }),
    )
  })
})

describe('contacts in a text', () => {
  it.each([
    ['+7 917 234-56-78', { phone: '+79172345678', email: null, accountNumber: null }],
    ['89172345678 Ольга', { phone: '+79172345678', email: null, accountNumber: null }],
    ['пишите olga.k@mail.ru', { phone: null, email: 'olga.k@mail.ru', accountNumber: null }],
    ['лицевой счёт № 1004521', { phone: null, email: null, accountNumber: '1004521' }],
    ['л/с 1004521, тел. 9172345678', { phone: '+79172345678', email: null, accountNumber: '1004521' }],
    ['Баумана 12', { phone: null, email: null, accountNumber: null }],
  ])('%s', (words, found) => expect(contactIn(words)).toEqual(found))

  it('finds a phone however it is punctuated', () => {
    const digits = fc.stringMatching(/^9\d{9}$/)
    const style = fc.constantFrom(
      (d: string) => `+7${d}`,
      (d: string) => `8${d}`,
      (d: string) => `8 (${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6, 8)}-${d.slice(8)}`,
      (d: string) => `+7 ${d.slice(0, 3)} ${d.slice(3, 6)} ${d.slice(6, 8)} ${d.slice(8)}`,
    )
    fc.assert(
      fc.property(digits, style, (d, write) => void expect(contactIn(`звоните ${write(d)}!`).phone).toBe(`+7${d}`)),
    )
  })
})
