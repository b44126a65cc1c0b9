import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Applicant, PortalChannel } from '#shared/contract/portal'
import { applicantOf, EMPTY, firstOpenStep, type PortalDraft, phoneOf, problemsOf } from './draft'

const full: PortalDraft = {
  ...EMPTY,
  topic: 'voltageQuality',
  text: 'Нет напряжения',
  name: 'Иванов Пётр',
  channel: 'portal',
  phone: '8 917 123-45-67',
}
const codes = (part: Partial<PortalDraft>) =>
  problemsOf('contact', { ...full, phone: '', ...part }).map(({ field, code }) => `${field}.${code}`)

describe('the answers of a person', () => {
  it('lead through the steps that are not answered yet', () => {
    expect(firstOpenStep(EMPTY)).toBe('topic')
    expect(firstOpenStep({ ...full, name: '' })).toBe('who')
    expect(firstOpenStep(full)).toBe('check')
  })

  it.each<[Partial<PortalDraft>, string[]]>([
    [{}, ['phone.oneNeeded']],
    [{ email: 'a@b.ru' }, []],
    [{ phone: '123' }, ['phone.phoneWrong']],
    [{ channel: 'mail', phone: '89171234567' }, ['email.emailMissing']],
    [{ channel: 'mail', email: 'нет' }, ['email.emailWrong']],
    [{ channel: 'phone', email: 'a@b.ru' }, ['phone.phoneMissing']],
    [{ channel: 'paper' }, ['address.addressMissing']],
    [{ channel: 'paper', address: 'Казань' }, ['address.addressWrong']],
    [{ channel: 'paper', address: '420000, Казань, Баумана 12-44' }, []],
  ])('%o: %j', (part, expected) => expect(codes(part)).toEqual(expected))

  it.each([
    ['8 (917) 123-45-67', '+79171234567'],
    ['9171234567', '+79171234567'],
    ['+49 30 901820 12', '+493090182012'],
    ['12345', null],
    ['', null],
  ])('phone %s is %s', (typed, phone) => expect(phoneOf(typed)).toBe(phone))

  it('once no step has a problem, they are what the server takes', () => {
    const text = fc.string({ maxLength: 40 })
    const draft = fc.record({
      topic: fc.constant('voltageQuality'),
      text,
      files: fc.constant([]),
      name: text,
      account: fc.oneof(fc.constant(''), text),
      channel: fc.constantFrom(...PortalChannel.options),
      phone: fc.oneof(fc.constantFrom('', '89171234567', '+7 917 123-45-67'), text),
      email: fc.oneof(fc.constantFrom('', 'a@b.ru'), text),
      address: fc.oneof(fc.constantFrom('', '420000, Казань, Баумана 12'), text),
    })
    fc.assert(
      fc.property(draft, (answers) => {
        if (firstOpenStep(answers) !== 'check') return
        expect(Applicant.safeParse(applicantOf(answers)).success).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})
