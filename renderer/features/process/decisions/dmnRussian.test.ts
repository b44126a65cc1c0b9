import { expect, test } from 'vitest'
import { dmnRussian } from './dmnRussian'

const program = Object.values(
  import.meta.glob<string>(
    '../../../../node_modules/dmn-js-{shared,drd,decision-table,literal-expression}/lib/**/*.js',
    {
      query: '?raw',
      import: 'default',
      eager: true,
    },
  ),
)
  .map((text) => text.replace(/^\s*(\*|\/\/).*$/gm, ''))
  .join('\n')
const found = (pattern: RegExp) => [...program.matchAll(pattern)].map(([, said = '']) => said)
/** Languages and kinds by their own names. */
const NAMES = new Set(['FEEL', 'JUEL', 'Java', 'PMML'])

test('the decision program has every string in Russian', () => {
  const said = new Set([...found(/translate\(\s*['"]([^'"]+)['"]/g), ...found(/(?:label|title): '([A-Z][^']+)'/g)])
  expect(said.size).toBeGreaterThan(100)
  expect([...said].filter((text) => !dmnRussian[text] && !NAMES.has(text))).toEqual([])
})

test('every Russian text is Russian, with the same places to fill in', () => {
  for (const [english, text] of Object.entries(dmnRussian)) {
    expect(text, english).toMatch(/[а-яё]/i)
    expect(text.match(/\{ ?\w+ ?\}/g), english).toEqual(english.match(/\{ ?\w+ ?\}/g))
  }
})
