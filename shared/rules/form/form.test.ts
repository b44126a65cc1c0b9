import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FormField, FormSchema } from '#shared/contract/form'
import { formProblems, readForm } from './formProblems.ts'
import { isInstant } from './instants.ts'
import type { Judge } from './judge.ts'
import { readValues } from './readValues.ts'

/** FEEL of tests: `a` is the variable a, anything else is what JavaScript says. */
const judge: Judge = {
  evaluate: (feel, context) => (Object.hasOwn(context, feel) ? context[feel] : JSON.parse(feel)),
  matches: (pattern, text) => new RegExp(pattern).test(text),
}
const form = (...components: FormField[]): FormSchema => ({ type: 'default', components })
const read = (schema: FormSchema, given: Record<string, unknown>, variables = {}) =>
  readValues({ schema, given, variables, today: '2026-11-24' }, judge)
const codes = (field: FormField, value: unknown, variables = {}) =>
  read(form(field), { [field.key ?? '']: value }, variables).problems.map(({ code }) => code)

const note: FormField = {
  type: 'textfield',
  key: 'note',
  label: 'Примечание',
  validate: { minLength: 3, maxLength: 8 },
}
const power: FormField = {
  type: 'number',
  key: 'power',
  validate: { min: 0, max: 15 },
  decimalDigits: 1,
  increment: 0.5,
}
const options = [{ value: 'yes', label: 'Да' }, { value: 'no' }]

describe('what was filled in', () => {
  it('is refused with the field, its label, why, and what it should have kept to', () => {
    expect(read(form(note), { note: 'аб' }).problems).toEqual([
      { field: 'note', label: 'Примечание', code: 'tooShort', limit: 3, said: null },
    ])
  })
  it('fits a text exactly when its length does', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), (text) => {
        const expected = text.length < 3 ? ['tooShort'] : text.length > 8 ? ['tooLong'] : []
        expect(codes(note, text)).toEqual(expected)
      }),
    )
  })
  it('fits a number exactly when it is within its limits and on a step', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100, max: 400 }), (tenths) => {
        const found = codes(power, tenths / 10)
        expect(found.includes('tooSmall')).toBe(tenths < 0)
        expect(found.includes('tooLarge')).toBe(tenths > 150)
        expect(found.includes('increment')).toBe(tenths % 5 !== 0)
        expect(found.includes('decimals')).toBe(false)
      }),
    )
    expect(codes(power, 0.25)).toContain('decimals')
    expect(codes(power, '5')).toEqual(['notNumber'])
    expect(codes({ ...power, serializeToString: true }, '5')).toEqual([])
    expect(codes(power, Number.NaN)).toEqual(['notNumber'])
  })
  it('of a choice is one of its options, told by the form, a variable or FEEL', () => {
    const choice: FormField = { type: 'select', key: 'choice' }
    for (const field of [
      { ...choice, values: options },
      { ...choice, valuesKey: 'given' },
      { ...choice, valuesExpression: '=given' },
    ]) {
      expect(codes(field, 'yes', { given: ['yes', { value: 'no' }] })).toEqual([])
      expect(codes(field, 'maybe', { given: ['yes'] })).toEqual(['notAnOption'])
    }
    const many: FormField = { type: 'checklist', key: 'many', values: options }
    expect([codes(many, ['yes', 'no']), codes(many, 'yes'), codes(many, ['yes', 'yes']), codes(many, ['x'])]).toEqual([
      [],
      ['notList'],
      ['twice'],
      ['notAnOption'],
    ])
  })
  it('may be left empty only where it is not required; an unticked box is empty', () => {
    for (const empty of ['', null, undefined, []]) {
      expect(codes({ ...note, validate: { required: true } }, empty)).toEqual(['required'])
      expect(read(form(note), { note: empty })).toEqual({ values: { note: null }, problems: [] })
    }
    expect(codes({ type: 'checkbox', key: 'agree', validate: { required: true } }, false)).toEqual(['required'])
    expect(codes({ type: 'checkbox', key: 'agree' }, 'on')).toEqual(['notBoolean'])
  })
  it('fits a pattern, an address, a phone; the analyst may word the refusal', () => {
    const field: FormField = {
      type: 'textfield',
      key: 'x',
      validate: { pattern: '^\\d+$', patternErrorMessage: 'Цифры' },
    }
    expect(read(form(field), { x: 'a' }).problems[0]).toMatchObject({ code: 'pattern', said: 'Цифры' })
    const as = (validationType: string): FormField => ({ type: 'textfield', key: 'x', validate: { validationType } })
    expect([
      codes(as('email'), 'a@b.ru'),
      codes(as('email'), 'a@b'),
      codes(as('phone'), '+7 917 234-56-78'),
      codes(as('phone'), 'x'),
    ]).toEqual([[], ['email'], [], ['phone']])
  })
  it('of a date is a day there is, not passed where that is asked', () => {
    const date: FormField = { type: 'datetime', subtype: 'date', key: 'on', disallowPassedDates: true }
    expect([codes(date, '2026-11-24'), codes(date, '2026-11-23'), codes(date, '2026-11-31'), codes(date, 5)]).toEqual([
      [],
      ['passed'],
      ['badDate'],
      ['badDate'],
    ])
  })
})

describe('the variables that come of it', () => {
  it('are those of the form: what is hidden or disabled is left out, what it does not know is refused', () => {
    const schema = form({ ...note, conditional: { hide: '=secret' } }, { ...power, disabled: true })
    expect(read(schema, { note: 'x', power: 99 }, { secret: true })).toEqual({ values: {}, problems: [] })
    expect(codes(note, 'x', { secret: true })).toEqual(['tooShort'])
    expect(read(form(note), { admin: true }).problems).toMatchObject([{ field: 'admin', code: 'unknownField' }])
  })
  it('stand where the key and the groups lead, and a hidden group hides what is in it', () => {
    const group: FormField = { type: 'group', path: 'place', components: [{ type: 'textfield', key: 'city.name' }] }
    expect(read(form(group), { place: { city: { name: 'Казань', more: 1 } } }).values).toEqual({
      place: { city: { name: 'Казань' } },
    })
    expect(read(form({ ...group, conditional: { hide: '=true' } }), {}).values).toEqual({})
  })
  it('never reach a prototype', () => {
    const schema = form({ type: 'textfield', key: '__proto__.polluted' })
    read(schema, JSON.parse('{"__proto__":{"polluted":"yes"}}'))
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })
  it('without problems are read again without problems', () => {
    const schema = form(note, power, { type: 'radio', key: 'r', values: options })
    const given = fc.record({
      note: fc.option(fc.string({ minLength: 3, maxLength: 8 })),
      power: fc.integer({ min: 0, max: 30 }).map((halves) => halves / 2),
      r: fc.constantFrom('yes', 'no', null),
    })
    fc.assert(
      fc.property(given, (values) => {
        const first = read(schema, values)
        expect(first.problems).toEqual([])
        expect(read(schema, first.values)).toEqual(first)
      }),
    )
  })
})

describe('a form', () => {
  it('is refused for what cannot be judged or kept', () => {
    const found = formProblems(
      form(
        { type: 'filepicker', key: 'file', label: 'Файл' },
        { type: 'textfield', label: 'Без ключа' },
        { type: 'select', key: 'a' },
        { type: 'textfield', key: 'b', validate: { pattern: '(' } },
        { type: 'textfield', key: 'b.c' },
        { type: 'spacer' },
      ),
    )
    expect(found.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'fieldUnknown Файл',
      'fieldKeyMissing Без ключа',
      'optionsMissing a',
      'badPattern b',
      'fieldKeyTwice b.c',
    ])
  })
  it('that is no JSON or no form is broken', () => {
    for (const text of ['', '{', '[]', '{"type":"default"}', '{"type":"default","components":[{}]}'])
      expect(readForm(text)).toMatchObject({ problem: { code: 'formBroken' } })
    expect(readForm('{"type":"default","components":[],"id":"x"}')).toMatchObject({ schema: { id: 'x' } })
  })
})

describe('an instant', () => {
  it('is every day of the calendar and no other', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
    fc.assert(fc.property(day, (date) => isInstant('date', date.toISOString().slice(0, 10))))
    fc.assert(fc.property(day, (date) => isInstant('datetime', date.toISOString())))
    for (const text of ['2026-02-29', '26-1-1', '2026-13-01', '']) expect(isInstant('date', text)).toBe(false)
    expect([isInstant('time', '24:00'), isInstant('time', '09:30'), isInstant('datetime', '2026-01-01')]).toEqual([
      false,
      true,
      false,
    ])
  })
})
