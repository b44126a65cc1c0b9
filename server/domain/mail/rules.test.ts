import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ConsumerId, InteractionId } from '#shared/contract/ids'
import { answerSubject, type Claim, judgeThread, quoteBelow, referencesOf } from './rules.ts'

const consumer = fc.constantFrom('c1', 'c2', 'c3').map((id) => id as ConsumerId)
const address = fc.constantFrom('a@x', 'b@x', 'c@x')
const claim: fc.Arbitrary<Claim> = fc.record({
  rootId: fc.constantFrom('r1', 'r2').map((id) => id as InteractionId),
  consumerId: fc.option(consumer),
  addresses: fc.uniqueArray(address),
})

describe('whose a mail is', () => {
  it('never joins the thread of somebody the sender is not', () => {
    fc.assert(
      fc.property(
        fc.option(address),
        fc.uniqueArray(consumer),
        fc.array(claim, { maxLength: 3 }),
        (from, candidates, claims) => {
          const { joined, consumerId, mark } = judgeThread(from, candidates, claims)
          if (joined?.consumerId && candidates.length > 0) expect(candidates).toContain(joined.consumerId)
          if (joined && candidates.length === 0) expect(joined.addresses).toContain(from)
          if (joined) expect(consumerId).toBe(joined.consumerId)
          if (!joined) expect(consumerId).toBe(candidates.length === 1 ? candidates[0] : null)
          expect(mark !== null && joined !== null).toBe(false)
        },
      ),
    )
  })
})

describe('an answer', () => {
  it.each([
    ['Свет', 'Re: Свет'],
    ['RE: re: FW: Свет', 'Re: Свет'],
    ['Ответ: Re[2]: Свет', 'Re: Свет'],
    ['', 'Re:'],
    ['Reклама', 'Re: Reклама'],
  ])('to %j is about %j', (subject, answer) => {
    expect(answerSubject(subject)).toBe(answer)
  })

  it('folds exactly what it quotes', () => {
    const { text, folds } = quoteBelow('Да.\n', { introduction: 'Анна:', text: 'раз\n> два' })
    expect(text).toBe('Да.\n\nАнна:\n> раз\n>> два')
    expect(folds.map(([from, to]) => text.slice(from, to))).toEqual(['Анна:\n> раз\n>> два'])
  })

  it('keeps the first reference and the newest of a thread that is long', () => {
    const references = referencesOf({
      rfcMessageId: '<last>',
      references: Array.from({ length: 80 }, (_, at) => `<${at}>`),
    })
    expect(references).toHaveLength(30)
    expect(references[0]).toBe('<0>')
    expect(references.at(-1)).toBe('<last>')
  })
})
