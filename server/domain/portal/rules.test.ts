import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CaseStatus } from '#shared/contract/appeal'
import { answerAddressOf, namesAgree, stepsOf } from './rules.ts'

const told = (...statuses: CaseStatus[]) => statuses.map((status, n) => ({ status, at: `2026-11-2${n}T10:00:00.000Z` }))
const statesOf = (status: CaseStatus, ...past: CaseStatus[]) =>
  stepsOf(status, told(...past)).map((step) => `${step.status}:${step.state}`)

describe('the way of an appeal', () => {
  it('shows what is done, what is now and what is ahead', () => {
    expect(statesOf('inWork', 'registered', 'inWork')).toEqual([
      'registered:done',
      'inWork:now',
      'approval:ahead',
      'answered:ahead',
    ])
  })
  it('goes back to work when the draft is returned, with the newer date', () => {
    const steps = stepsOf('inWork', told('registered', 'inWork', 'approval', 'inWork'))
    expect(steps[1]).toEqual({ status: 'inWork', at: '2026-11-23T10:00:00.000Z', state: 'now' })
    expect(steps[2]).toEqual({ status: 'approval', at: null, state: 'ahead' })
  })
  it.each(['answered', 'closed'] as const)('is all done when %s', (status) => {
    expect(
      stepsOf(status, told('registered', 'inWork', 'approval', 'answered')).every((step) => step.state === 'done'),
    ).toBe(true)
  })
  it('ends where it was cancelled', () => {
    expect(statesOf('cancelled', 'registered', 'inWork', 'cancelled')).toEqual([
      'registered:done',
      'inWork:done',
      'cancelled:now',
    ])
  })
  it('has at most one step that is now, and nothing done after it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CaseStatus.options),
        fc.array(fc.constantFrom(...CaseStatus.options)),
        (status, past) => {
          const states = stepsOf(status, told(...past)).map((step) => step.state)
          const order = states.map((state) => ['done', 'now', 'ahead'].indexOf(state))
          expect(order).toEqual([...order].sort())
          expect(states.filter((state) => state === 'now').length).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})

describe('a name given with an account', () => {
  it.each([
    ['Иванов Пётр Сергеевич', true],
    ['иванов петр', true],
    ['Иванов П. С.', true],
    ['Пётр Иванов', true],
    ['Петров', false],
    ['И. П.', false],
    ['Иванова Анна', false],
    ['', false],
  ])('%s agrees with «Иванов Пётр Сергеевич»: %s', (given, agrees) =>
    expect(namesAgree(given, 'Иванов Пётр Сергеевич')).toBe(agrees),
  )
})

it('the answer goes to what the channel needs', () => {
  const applicant = { name: 'И', phone: '+79170000000', email: null, accountNumber: null, address: 'Казань, Баумана 1' }
  expect(answerAddressOf('portal', applicant)).toBeUndefined()
  expect(answerAddressOf('mail', applicant)).toBeNull()
  expect(answerAddressOf('phone', applicant)).toBe('+79170000000')
  expect(answerAddressOf('paper', applicant)).toBe('Казань, Баумана 1')
})
