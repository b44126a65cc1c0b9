import { expect, test } from 'vitest'
import { russian } from './russian'
import { simulationRussian } from './simulationRussian'

/** Their own programs, without comments. */
const together = (files: Record<string, string>) =>
  Object.values(files)
    .map((text) => text.replace(/^\s*(\*|\/\/).*$/gm, ''))
    .join('\n')
const bpmn = together(
  import.meta.glob<string>('../../../../node_modules/bpmn-js/lib/**/*.js', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)
const diagram = together(
  import.meta.glob<string>('../../../../node_modules/diagram-js/lib/**/*.js', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)
const minimap = together(
  import.meta.glob<string>('../../../../node_modules/diagram-js-minimap/dist/index.esm.js', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)
const simulation = together(
  import.meta.glob<string>('../../../../node_modules/bpmn-js-token-simulation/lib/**/*.js', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, said = '']) => said)

/** What is said through the modeler's own `translate`, its menus and its messages. */
function saidByModeler(): string[] {
  return [
    ...found(bpmn + diagram + minimap, /translate\(\s*['"`]([^'"`]+)['"`]\s*[,)]/g),
    ...found(bpmn, /label: '([^']+)'/g),
    ...found(bpmn, /_ERR_MSG = '([^']+)'/g),
  ].filter((text) => /[a-z]/i.test(text) && !/{you}|\+/.test(text))
}

test('the modeler has every string in Russian', () => {
  const said = new Set(saidByModeler())
  expect(said.size).toBeGreaterThan(100)
  expect([...said].filter((text) => !russian[text] && text !== 'Align elements ')).toEqual([])
  for (const side of ['left', 'right', 'center', 'top', 'middle', 'bottom'])
    expect(russian[`Align elements ${side}`]).toBeTruthy()
})

test('the token simulation has every title and notice in Russian', () => {
  const said = [
    ...found(simulation, /title="([A-Z][^"$]+)"/g),
    ...found(simulation, /text: '([^']+)'/g),
    ...found(simulation, /elementName \|\| '([^']+)'/g),
    ...found(simulation, />([A-Z][a-z]+ [A-Z][a-z]+)</g),
  ]
  expect(said.length).toBeGreaterThan(20)
  expect([...new Set(said)].filter((text) => !simulationRussian[text])).toEqual([])
})

test('every Russian text is Russian', () => {
  for (const [english, text] of Object.entries({ ...russian, ...simulationRussian }))
    expect(text, english).toMatch(/[а-яё]/i)
})
