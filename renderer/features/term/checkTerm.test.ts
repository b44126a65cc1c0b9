import { expect, test } from 'vitest'
import { checkTerm, type TermDraft } from './checkTerm'

const says = { nameMissing: 'name', amountBad: 'amount', validFromMissing: 'day', sourceMissing: 'source' }
const draft: TermDraft = {
  name: 'appeal.reply',
  topic: '',
  kind: 'complaint',
  amount: ' 15 ',
  unit: 'calendarDays',
  validFrom: '2027-01-01',
  source: 'Приказ о сроке',
}

test('a whole form is what is sent: nothing chosen is for everything', () => {
  expect(checkTerm(draft, says)).toEqual({
    term: { ...draft, topic: null, amount: 15 },
    problems: {},
  })
})
test.each(['', '0', '-1', '1.5', 'x', '10000'])('%s is no length', (amount) => {
  expect(checkTerm({ ...draft, amount }, says)).toEqual({ term: null, problems: { amount: 'amount' } })
})
test('each field says what it wants', () => {
  const empty = { ...draft, name: '', amount: '', validFrom: '', source: ' ' }
  expect(checkTerm(empty, says).problems).toEqual({
    name: 'name',
    amount: 'amount',
    validFrom: 'day',
    source: 'source',
  })
})
