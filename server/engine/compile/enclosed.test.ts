import { expect, test } from 'vitest'
import { compile } from '../compile.ts'
import { tryProcess } from '../sandbox/tryProcess.ts'
import { draw, flow } from '../testing/draw.ts'

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const rule = (test: string, result: string) =>
  `<rule id="r${result}"><inputEntry id="t${result}"><text>${test}</text></inputEntry><outputEntry id="o${result}"><text>${result}</text></outputEntry></rule>`
const table = (
  rules: string,
  id = 'term',
) => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" namespace="n">
  <decision id="${id}" name="Срок"><variable id="v" name="days" /><decisionTable id="t" hitPolicy="FIRST">
    <input id="i"><inputExpression id="x"><text>power</text></inputExpression></input><output id="o" name="days" />${rules}
  </decisionTable></decision></definitions>`
const carrying = (dmn: string, more = '') =>
  draw(`<extensionElements><okno:decisions id="term" name="Срок работ">${escaped(dmn)}</okno:decisions>${more}</extensionElements>
    <startEvent id="s" /><businessRuleTask id="r" okno:decision="term" /><userTask id="u" /><endEvent id="e" />
    ${flow('s', 'r')}${flow('r', 'u')}${flow('u', 'e')}`)

test('a drawing carries forms and decisions in the order of the file', async () => {
  const form = '<okno:form id="f" name="Форма">{"type":"default"}</okno:form>'
  const { definition } = await compile(carrying(table(rule('&lt; 15', '10')), form), new Set())
  expect(definition?.enclosed).toMatchObject({
    forms: [{ id: 'f', name: 'Форма', text: '{"type":"default"}' }],
    decisions: [{ id: 'term', name: 'Срок работ' }],
  })
})

test('a rule task asks the decision its own version carries, with nothing deployed', async () => {
  const xml = carrying(table(rule('&lt; 15', '10') + rule('-', '30')))
  const asked = { xml, called: [], services: new Set<string>(), now: new Date() }
  const days = async (power: number) => {
    const tried = await tryProcess({ ...asked, variables: { power } }, [])
    return tried.outcome === 'ran' ? tried.variables.days : tried.problems
  }
  expect([await days(5), await days(20)]).toEqual([10, 30])
})

test('what is wrong in a decision is told under its name and place', async () => {
  const { definition, problems } = await compile(carrying(table(rule('&lt; (', '10'))), new Set())
  expect(definition).toBeNull()
  expect(problems).toMatchObject([{ code: 'badExpression', elementName: expect.stringContaining('Срок работ') }])
  const twice = `<okno:decisions id="again" name="Ещё">${escaped(table(rule('-', '1')))}</okno:decisions>`
  const second = await compile(carrying(table(rule('-', '1')), twice), new Set())
  expect(second.problems).toMatchObject([{ code: 'duplicateId', elementName: 'Ещё: term' }])
})
