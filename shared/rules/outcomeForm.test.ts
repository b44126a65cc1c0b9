import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OutcomeField, OutcomeForm } from '../contract/outcomeForm.ts'
import { readOutcome } from './outcomeForm.ts'

const label = { ru: 'Поле', en: 'Field' }
const field = (name: string, kind: OutcomeField['kind'], isRequired = true): OutcomeField => ({
  name,
  kind,
  label,
  isRequired,
  options: kind === 'choices' ? ['plan', 'passport'].map((value) => ({ value, label })) : [],
})
const form: OutcomeForm = {
  title: label,
  outcomes: [
    { code: 'complete', label, fields: [field('note', 'text', false)] },
    { code: 'missing', label, fields: [field('missing', 'choices'), field('until', 'day', false)] },
    { code: 'refuse', label, fields: [field('ground', 'text')] },
  ],
}

describe('the form of a step', () => {
  it.each([
    ['plan chosen', 'missing', { missing: ['plan'] }, { values: { missing: ['plan'], until: '' } }],
    [
      'chosen twice counts once',
      'missing',
      { missing: ['plan', 'plan'] },
      { values: { missing: ['plan'], until: '' } },
    ],
    ['nothing chosen', 'missing', { missing: [] }, { problems: { missing: 'missing' } }],
    ['no such choice', 'missing', { missing: ['horse'] }, { problems: { missing: 'wrong' } }],
    ['a text where choices are', 'missing', { missing: 'plan' }, { problems: { missing: 'wrong' } }],
    ['no day', 'missing', { missing: ['plan'], until: '2026-13-01' }, { problems: { until: 'wrong' } }],
    ['only spaces', 'refuse', { ground: '   ' }, { problems: { ground: 'missing' } }],
    ['too long', 'refuse', { ground: 'я'.repeat(10_001) }, { problems: { ground: 'tooLong' } }],
    ['no such outcome', 'forget', {}, { problems: { outcome: 'outcomeUnknown' } }],
  ])('%s', (_, outcome, values, expected) => {
    expect(readOutcome(form, { outcome, values })).toEqual(expected)
  })

  it('gives every field of the outcome and no other, or says what is wrong with a field of it', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.constantFrom('plan', 'passport', 'horse')))
    const said = fc.record({
      outcome: fc.constantFrom('complete', 'missing', 'refuse', 'forget'),
      values: fc.dictionary(fc.constantFrom('note', 'missing', 'until', 'ground', 'other'), value),
    })
    fc.assert(
      fc.property(said, (given) => {
        const read = readOutcome(form, given)
        const names = form.outcomes.find(({ code }) => code === given.outcome)?.fields.map(({ name }) => name) ?? []
        if ('values' in read) expect(Object.keys(read.values).sort()).toEqual([...names].sort())
        else expect([...names, 'outcome']).toEqual(expect.arrayContaining(Object.keys(read.problems)))
      }),
    )
  })

  it('reads again what it has read to the same', () => {
    fc.assert(
      fc.property(fc.string(), (ground) => {
        const read = readOutcome(form, { outcome: 'refuse', values: { ground } })
        if ('values' in read) expect(readOutcome(form, { outcome: 'refuse', values: read.values })).toEqual(read)
      }),
    )
  })
})
