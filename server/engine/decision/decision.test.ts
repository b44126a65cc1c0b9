import { describe, expect, it } from 'vitest'
import { drawDecisions, drawLiteral, drawTable } from '../testing/drawDecision.ts'
import { compileDecisions } from './compileDecisions.ts'
import { evaluateDecision } from './evaluateDecision.ts'

async function decide(xml: string, inputs: Record<string, unknown>, id = 'd'): Promise<unknown> {
  const { decisions, problems } = await compileDecisions(xml)
  expect(problems).toEqual([])
  return decisions && evaluateDecision(decisions, id, inputs)
}
const table = (hitPolicy: string, rules: string[][], more: object = {}) =>
  drawDecisions(drawTable({ hitPolicy, inputs: ['x'], outputs: ['y'], rules, ...more }))
const overlapping = [
  ['> 1', '"low"'],
  ['> 5', '"high"'],
  ['> 3', '"mid"'],
]
const ranked = { outputs: [['y', '"high", "mid", "low"']] }

describe('a decision table', () => {
  it.each([
    [
      'UNIQUE',
      [
        ['> 5', '"high"'],
        ['<= 5', '"low"'],
      ],
      { x: 7 },
      'high',
      {},
    ],
    ['UNIQUE, no rule', [['> 5', '"high"']], { x: 1 }, null, {}],
    ['FIRST', overlapping, { x: 7 }, 'low', {}],
    ['PRIORITY', overlapping, { x: 7 }, 'high', ranked],
    [
      'ANY',
      [
        ['> 1', '1'],
        ['> 2', '1'],
      ],
      { x: 7 },
      1,
      {},
    ],
    ['COLLECT', overlapping, { x: 7 }, ['low', 'high', 'mid'], {}],
    ['RULE ORDER', overlapping, { x: 4 }, ['low', 'mid'], {}],
    ['OUTPUT ORDER', overlapping, { x: 7 }, ['high', 'mid', 'low'], ranked],
    ['COLLECT', overlapping, { x: 0 }, [], {}],
  ])('%s', async (policy, rules, inputs, expected, more) => {
    expect(await decide(table(policy.split(',')[0] ?? '', rules, more), inputs)).toEqual(expected)
  })

  it.each([
    ['SUM', 60],
    ['MIN', 10],
    ['MAX', 30],
    ['COUNT', 3],
  ])('COLLECT with %s', async (aggregation, expected) => {
    const rules = [
      ['> 1', '10'],
      ['> 2', '20'],
      ['> 3', 'x * 5'],
    ]
    expect(await decide(table('COLLECT', rules, { aggregation }), { x: 6 })).toBe(expected)
    expect(await decide(table('COLLECT', rules, { aggregation }), { x: 0 })).toBe(aggregation === 'COUNT' ? 0 : null)
  })

  it('says which rules contradict each other', async () => {
    await expect(decide(table('UNIQUE', overlapping), { x: 7 })).rejects.toThrow(
      'more than one rule fits: dr1, dr2, dr3',
    )
    await expect(decide(table('ANY', overlapping), { x: 7 })).rejects.toThrow('different things: dr1, dr2')
    const sums = table('COLLECT', [['-', '"a"']], { aggregation: 'SUM' })
    await expect(decide(sums, { x: 1 })).rejects.toThrow('no number')
  })

  it('with several outputs answers a context; cells see each other’s variables', async () => {
    const xml = drawDecisions(
      drawTable({
        inputs: ['kind', 'power * 2'],
        outputs: ['days', 'unit'],
        rules: [
          ['"person", "firm"', '[10..limit]', '30', '"grid" + kind'],
          ['-', '-', '0', ''],
        ],
        hitPolicy: 'FIRST',
      }),
    )
    expect(await decide(xml, { kind: 'firm', power: 6, limit: 12 })).toEqual({ days: 30, unit: 'gridfirm' })
    expect(await decide(xml, { kind: 'firm', power: 7, limit: 12 })).toEqual({ days: 0, unit: null })
  })

  it('asks first what it rests on, once', async () => {
    const xml = drawDecisions(
      drawTable({
        inputs: ['rate'],
        outputs: ['y'],
        rules: [
          ['>= 10', 'rate + base'],
          ['< 10', '0'],
        ],
        requires: ['rate', 'base'],
      }),
      drawLiteral('rate', 'base * 2', ['base']),
      drawLiteral('base', 'if kopecks > 100 then 5 else 1'),
    )
    expect(await decide(xml, { kopecks: 101 })).toBe(15)
    expect(await decide(xml, { kopecks: 100 })).toBe(0)
  })
})

describe('a drawing of decisions at deployment', () => {
  const codes = async (xml: string) =>
    (await compileDecisions(xml)).problems.map(({ code, elementId }) => `${code} ${elementId}`)
  it.each([
    ['no XML', 'x', 'notXml null'],
    ['entities', '<!DOCTYPE x>', 'doctypeForbidden null'],
    ['nothing in it', drawDecisions(), 'noDecision null'],
    ['a cell that does not parse', table('FIRST', [['> (', '1']]), 'badExpression null'],
    ['a rule with too few cells', table('FIRST', [['1']]), 'badTable dr1'],
    ['an aggregation without a collection', table('FIRST', [['1', '1']], { aggregation: 'SUM' }), 'badTable dt'],
    ['an order without values', table('PRIORITY', [['1', '1']]), 'badTable dt'],
    ['a decision that is not there', drawDecisions(drawLiteral('d', '1', ['lost'])), 'referenceMissing d'],
    [
      'decisions in a circle',
      drawDecisions(drawLiteral('a', '1', ['b']), drawLiteral('b', '1', ['a'])),
      'decisionCycle a',
    ],
    [
      'a model of business knowledge',
      drawDecisions('<businessKnowledgeModel id="k" name="k"/>', drawLiteral('d', '1')),
      'unsupportedElement k',
    ],
    ['logic of another kind', drawDecisions('<decision id="d"><context id="c"/></decision>'), 'unsupportedElement d'],
  ])('refuses %s', async (_, xml, expected) => {
    expect(await codes(xml)).toContain(expected)
  })
})
