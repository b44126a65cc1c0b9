import fc from 'fast-check'
import { evaluate, unaryTest } from 'feelin'
import { describe, expect, it } from 'vitest'
import { compileExpression } from '../expression.ts'
import { BUDGET_MS } from './budget.ts'
import { closureOf } from './closures.ts'
import { UNSURE } from './compare.ts'
import { parseFeel } from './parse.ts'
import { compileUnaryTest, fastTestOf } from './unaryTests.ts'

const number = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.integer({ min: -50, max: 50 }).map((n) => n / 10),
)
const word = fc.constantFrom('a', 'b', 'я', 'Б', 'z z', '', '5')
const literal = fc.oneof(
  number.map(String),
  word.map((text) => `"${text}"`),
  fc.constantFrom('true', 'false', 'null'),
)
const test = fc.oneof(
  literal,
  fc.tuple(fc.constantFrom('=', '!='), literal).map((pair) => pair.join(' ')),
  // feelin throws on an order of truth values
  fc
    .tuple(
      fc.constantFrom('<', '<=', '>', '>='),
      fc.oneof(
        number.map(String),
        word.map((text) => `"${text}"`),
      ),
    )
    .map((pair) => pair.join(' ')),
  fc
    .tuple(fc.constantFrom('[', '(', ']'), number, number, fc.constantFrom(']', ')', '['))
    .map(([open, a, b, close]) => `${open}${a}..${b}${close}`),
)
const tests = fc.array(test, { minLength: 1, maxLength: 3 }).map((all) => all.join(', '))
const cell = fc.oneof(
  tests,
  tests.map((all) => `not(${all})`),
  fc.constant('-'),
)
const input = fc.oneof(number, word, fc.boolean(), fc.constant(null))

describe('a cell of a decision table', () => {
  it('as a closure says what feelin says, or leaves it to feelin', () => {
    let sure = 0
    fc.assert(
      fc.property(cell, input, (text, value) => {
        const fast = fastTestOf(parseFeel(text, 'unaryTests').tree.topNode, text)
        const answer = fast ? fast(value) : UNSURE
        const expected = unaryTest(text, { '?': value }).value === true
        if (answer !== UNSURE) {
          sure++
          expect({ text, value, answer }).toEqual({ text, value, answer: expected })
        }
        expect({ text, value, whole: compileUnaryTest(text)(value, {}) }).toEqual({ text, value, whole: expected })
      }),
      { numRuns: 2_000, seed: 20261124 },
    )
    // else the property would hold for closures that never answer
    expect(sure).toBeGreaterThan(500)
  })
  it('may name other variables, dates and what is asked about', () => {
    expect(compileUnaryTest('> limit')(5, { limit: 4 })).toBe(true)
    expect(compileUnaryTest('contains(?, "ab")')('cabin', {})).toBe(true)
    expect(compileUnaryTest('[date("2026-01-01")..date("2026-12-31")]')('2026-05-05', {})).toBe(
      unaryTest('[date("2026-01-01")..date("2026-12-31")]', { '?': '2026-05-05' }).value,
    )
    expect(() => compileUnaryTest('> (')).toThrow('⟪')
  })
})

const name = fc.constantFrom('n', 'm', 's', 'o', 'flag', 'nothing', 'missing')
const expression = fc.letrec<{ any: string; simple: string }>((tie) => ({
  simple: fc.oneof(name, literal, fc.constantFrom('o.k', 'o.t', 'o.no')),
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('simple'),
    fc
      .tuple(tie('any'), fc.constantFrom('+', '-', '*', '=', '!=', '<', '>=', 'and', 'or'), tie('any'))
      .map(([a, op, b]) => `(${a}) ${op} (${b})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([a, b, c]) => `if ${a} then ${b} else ${c}`),
    fc.tuple(tie('any'), tie('any')).map(([a, b]) => `{one: ${a}, "two words": ${b}}`),
  ),
}))
const variables = fc.record({
  n: number,
  m: number,
  s: word,
  o: fc.record({ k: number, t: word }),
  flag: fc.boolean(),
  nothing: fc.constant(null),
})

describe('an expression', () => {
  it('as a closure gives what feelin gives, or leaves it to feelin', () => {
    let sure = 0
    fc.assert(
      fc.property(expression.any, variables, (text, given) => {
        const answer = closureOf(parseFeel(text, 'expression').tree, text)?.(given) ?? UNSURE
        if (answer === UNSURE) return
        sure++
        expect({ text, given, answer }).toEqual({ text, given, answer: evaluate(text, given).value })
      }),
      { numRuns: 4_000, seed: 20261124 },
    )
    expect(sure).toBeGreaterThan(500)
  })

  it.each([
    ['a loop of loops', 'count(for a in 1..100000, b in 1..100000 return a * b)'],
    ['a pattern that backtracks', 'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")'],
  ])('is stopped when it takes too long: %s', (_, text) => {
    const begun = performance.now()
    expect(() => compileExpression(text).evaluate({})).toThrow(`not finished within ${BUDGET_MS} ms`)
    expect(performance.now() - begun).toBeLessThan(4 * BUDGET_MS)
    expect(compileExpression('1 + 1').evaluate({})).toBe(2)
  })
  it('longer than a page is refused', () => {
    expect(() => compileExpression(`1${' + 1'.repeat(5_000)}`)).toThrow('longer than')
  })
  it('counts money in kopecks without a loss', () => {
    expect(compileExpression('sum(items) = 30').evaluate({ items: [10, 20] })).toBe(true)
    expect(compileExpression('price * count').evaluate({ price: 1999, count: 3 })).toBe(5997)
  })
})
