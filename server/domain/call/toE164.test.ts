import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { describe, expect, it } from 'vitest'
import { toE164 } from './toE164.ts'

describe('a number in E.164', () => {
  it.each([
    ['+7 917 234-56-78', '+79172345678'],
    ['8 (917) 234 56 78', '+79172345678'],
    ['89172345678', '+79172345678'],
    ['79172345678', '+79172345678'],
    ['9172345678', '+79172345678'],
    ['8-843-200-00-00', '+78432000000'],
    ['+1 212 555 0100', '+12125550100'],
    ['+375 29 123-45-67', '+375291234567'],
  ])('%s is %s', (typed, expected) => expect(toE164(typed)).toBe(expected))

  it.each([
    '',
    '112',
    'anonymous',
    'позвони мне',
    '+',
    '+7',
    '12345',
    '8917234567890123',
    '<script>',
    "89172345678'; drop",
  ])('%s is none', (typed) => expect(toE164(typed)).toBeUndefined())

  it('is the same by the short way and by the library, however it is written', () => {
    const digits = fc.integer({ min: 0, max: 999_999_999 }).map((n) => String(n).padStart(9, '0'))
    fc.assert(
      fc.property(digits, fc.constantFrom('+7', '8', '7'), fc.constantFrom('', ' ', '-'), (rest, prefix, gap) => {
        const typed = `${prefix}${gap}9${rest.slice(0, 2)}${gap}${rest.slice(2)}`
        expect(toE164(typed)).toBe(parsePhoneNumberFromString(`+79${rest}`)?.number)
      }),
    )
  })
})
