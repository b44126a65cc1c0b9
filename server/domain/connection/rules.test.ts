import fc from 'fast-check'
import { expect, describe as group, it } from 'vitest'
import { ConnectionOutcome, ConnectionStage } from '#shared/contract/connection'
import { describe, type StageRow, stepsOf } from './rules.ts'

const row = (stage: ConnectionStage): StageRow => ({
  stage,
  enteredAt: '2026-11-23T09:00:00.000Z',
  leftAt: null,
  dueAt: '2026-11-26T15:00:00.000Z',
})

group('the way of an application', () => {
  it('is done, now, ahead', () => {
    const steps = stepsOf({ stage: 'completeness', outcome: null }, [row('application'), row('completeness')])
    expect(steps.map(({ state }) => state)).toEqual(['done', 'now', ...Array(6).fill('ahead')])
    expect(steps[1]).toMatchObject({ enteredAt: '2026-11-23T09:00:00.000Z', dueAt: '2026-11-26T15:00:00.000Z' })
  })
  it('stops where it was withdrawn', () => {
    const steps = stepsOf({ stage: 'contract', outcome: 'withdrawn' }, [row('contract')])
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'stopped', ...Array(4).fill('ahead')])
  })
  it('has its states in order and at most one stage that is now or stopped', () => {
    const where = fc.record({
      stage: fc.constantFrom(...ConnectionStage.options),
      outcome: fc.constantFrom(null, ...ConnectionOutcome.options),
    })
    fc.assert(
      fc.property(where, fc.array(fc.constantFrom(...ConnectionStage.options).map(row)), (at, rows) => {
        const states = stepsOf(at, rows).map(({ state }) => state)
        const order = states.map((state) => ({ done: 0, now: 1, stopped: 1, ahead: 2 })[state])
        expect(order).toEqual([...order].sort())
        expect(states.filter((state) => state === 'now' || state === 'stopped').length).toBeLessThanOrEqual(1)
        expect(states.every((state) => state === 'done')).toBe(at.outcome === 'connected')
      }),
    )
  })
})

it('an application is told in a sentence', () => {
  const about = {
    applicantKind: 'person' as const,
    powerKw: 14.5,
    voltageKv: 0.4,
    distanceM: 12,
    objectAddress: 'Казань, Гоголя 1',
  }
  expect(describe({ ...about, isTemporary: true })).toBe(
    'Присоединение объекта: Казань, Гоголя 1. физическое лицо, 14,5 кВт, 0,4 кВ, 12 м до сети. временное, передвижной объект.',
  )
})
