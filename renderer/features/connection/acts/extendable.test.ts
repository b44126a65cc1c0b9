import { describe, expect, it } from 'vitest'
import { extendable } from './extendable'

describe('the terms that may be moved', () => {
  it.each([
    ['while documents are awaited', { stage: 'completeness', awaits: 'documents', outcome: null }, ['documents']],
    ['while both sides work', { stage: 'works', awaits: 'readiness', outcome: null }, ['works', 'readiness']],
    ['once the applicant is ready', { stage: 'works', awaits: null, outcome: null }, ['works']],
    ['while the contract is to be signed', { stage: 'contract', awaits: 'signature', outcome: null }, []],
    ['once it has ended', { stage: 'works', awaits: null, outcome: 'withdrawn' }, []],
  ] as const)('%s', (_, connection, expected) => expect(extendable(connection)).toEqual(expected))
})
