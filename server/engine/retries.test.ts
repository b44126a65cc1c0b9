import { describe, expect, it } from 'vitest'
import { nextAttempt, readRetries } from './retries.ts'

const NOON = new Date('2026-11-24T12:00:00Z')
const waits = (text: string) => {
  const retries = readRetries(text)
  const found: number[] = []
  for (let made = 1; ; made++) {
    const next = nextAttempt(retries, made, NOON)
    if (!next) return found
    found.push((next.getTime() - NOON.getTime()) / 1_000)
  }
}

describe('the attempts of a call to the outside', () => {
  it('are as many as the drawing says, ever further apart, an hour at most', () => {
    expect(waits('1')).toEqual([])
    expect(waits('5')).toEqual([2, 4, 8, 16])
    expect(waits('14').slice(-3)).toEqual([2_048, 3_600, 3_600])
  })
  it('are made after the waits that the drawing lists', () => {
    expect(waits('PT5S, PT1M,P1D')).toEqual([5, 60, 86_400])
  })
  it.each(['0', '', 'some', 'PT', '5,PT1S', 'PT1S,'])('are not read from «%s»', (text) => {
    expect(() => readRetries(text)).toThrow()
  })
})
