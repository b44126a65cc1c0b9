import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressIn, fold } from './address.ts'

describe('an address in what a visitor writes', () => {
  it.each([
    ['не отключён ли мой адрес, Баумана 12?', 'баумана 12'],
    ['Здравствуйте! Нет света на ул. Баумана, д. 12', 'баумана 12'],
    ['Почему отключили электричество по адресу Казань, ул. Баумана, д.12, кв. 44', 'казань баумана 12'],
    ['Баумана 12-44', 'баумана 12-44'],
    ['проспект Победы 141а', 'победы 141а'],
    ['Is there power at Baumana 12?', 'baumana 12'],
    ['12 Baumana street', 'baumana 12'],
    ['кв 44, Баумана 12', 'баумана 12'],
  ])('%s → %s', (text, address) => expect(addressIn(text)).toBe(address))

  it.each(['у меня нет света', 'оператора', '+7 917 123-45-67', 'л/с 1004521', 'квартира 44', '12', ''])(
    '%s: none',
    (text) => expect(addressIn(text)).toBeNull(),
  )

  it('is found whatever polite words stand around it', () => {
    const around = fc.array(fc.constantFrom('нет', 'света', 'почему', 'у меня', 'пожалуйста', 'скажите,', 'где'), {
      maxLength: 6,
    })
    const street = fc.constantFrom('Баумана', 'Чистопольская', 'Ямашева', 'Гоголя')
    fc.assert(
      fc.property(around, street, fc.integer({ min: 1, max: 999 }), (words, name, house) => {
        expect(addressIn(`${words.join(' ')} ${name} ${house}`)).toBe(`${fold(name)} ${house}`)
      }),
    )
  })
})
