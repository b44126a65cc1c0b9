import { describe, expect, it } from 'vitest'
import { type ApplyDraft, applicationOf, applyProblems, EMPTY_APPLICATION } from './applyDraft'

const full: ApplyDraft = {
  ...EMPTY_APPLICATION,
  objectAddress: 'Казань, Гоголя 1',
  powerKw: '14,5',
  distanceM: '12',
  name: 'Иванов Пётр',
  phone: '8 917 123-45-67',
}

describe('an application being filled in', () => {
  it('asks for everything that is missing, in the order of the screen', () => {
    expect(applyProblems(EMPTY_APPLICATION)).toEqual(['objectAddress', 'powerKw', 'distanceM', 'name', 'phone'])
    expect(applyProblems(full)).toEqual([])
  })
  it.each([
    [{ powerKw: '0' }, ['powerKw']],
    [{ powerKw: 'много' }, ['powerKw']],
    [{ powerKw: '14,123' }, ['powerKw']],
    [{ distanceM: '12,5' }, ['distanceM']],
    [{ distanceM: '-1' }, ['distanceM']],
    [{ phone: '', email: 'a@b.ru' }, []],
    [{ phone: '123' }, ['phone']],
    [{ email: 'нет' }, ['email']],
  ])('%o: %j', (part, expected) => expect(applyProblems({ ...full, ...part })).toEqual(expected))
  it('is sent with numbers and an E.164 phone', () => {
    expect(applicationOf(full)).toMatchObject({
      powerKw: 14.5,
      voltageKv: 0.4,
      distanceM: 12,
      applicant: { phone: '+79171234567', email: null },
    })
  })
})
