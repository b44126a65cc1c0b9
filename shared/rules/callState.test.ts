import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CallEvent, type CallPhase, isBusyPhase, isUpPhase, nextPhase } from './callState.ts'

const events: CallEvent[] = ['invited', 'dial', 'answer', 'connected', 'hold', 'unhold', 'ended', 'clear']
const walk = (path: readonly CallEvent[], from: CallPhase = 'idle') =>
  path.reduce<CallPhase>((phase, event) => nextPhase(phase, event) ?? phase, from)

describe('the life of a call', () => {
  it('rings, is answered, held, taken back and ended', () => {
    expect(walk(['invited', 'answer', 'connected', 'hold', 'unhold', 'ended', 'clear'])).toBe('idle')
    expect(walk(['invited', 'answer', 'connected', 'hold'])).toBe('held')
  })

  it('ignores a second call while one is on', () => {
    expect(nextPhase('talking', 'invited')).toBeUndefined()
    expect(nextPhase('dialling', 'dial')).toBeUndefined()
  })

  it('always ends when it is ended, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events)), (path) => {
        const before = walk(path)
        expect(['idle', 'ended']).toContain(walk(['ended'], before))
        expect(isUpPhase(before) && !isBusyPhase(before)).toBe(false)
      }),
    )
  })
})
