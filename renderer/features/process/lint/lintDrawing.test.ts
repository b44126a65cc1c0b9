import { expect, test } from 'vitest'
import { condition, draw, flow, parse } from '../testing/draw'
import { lintDrawing } from './lintDrawing'

const known = { bindings: new Set(['close']), forms: new Set(['draft']), decisions: new Set(['fee']), isCarrying: true }
const lint = async (body: string) =>
  (await lintDrawing(await parse(draw(body)), known)).map(({ rule, elementId }) => `${rule} ${elementId}`).sort()

const start = '<startEvent id="start" />'
const end = '<endEvent id="end" />'
const task = (more = 'name="Выдать" okno:roles="clerk"') => `<userTask id="give" ${more} />`
const straight = (middle: string, id = 'give') => `${start}${middle}${end}${flow('start', id)}${flow(id, 'end')}`
const way = (to: string, more: string, inside = '') => flow('choice', to, more, inside)
const choice = (first: string, second: string, more = '') =>
  `${start}<exclusiveGateway id="choice" ${more} />${end}<endEvent id="other" />${flow('start', 'choice')}${first}${second}`

test('a small whole drawing has nothing against it', async () => {
  expect(await lint(straight(task()))).toEqual([])
  expect(await lint(straight('<serviceTask id="give" name="Закрыть" okno:binding="close" />'))).toEqual([])
})

test('what is not connected or leads nowhere is told with its place', async () => {
  expect(await lint(`${start}${task()}${end}${flow('start', 'give')}`)).toEqual(['disconnected end', 'leadsOn give'])
  expect(await lint(start)).toEqual(['disconnected start', 'endPresent pass', 'leadsOn start'])
})

test('a task without a name, without anybody to do it, without its work', async () => {
  expect(await lint(straight(task('')))).toEqual(['rolesChosen give', 'taskNamed give'])
  expect(await lint(straight(task('name="Выдать" okno:candidates="[1]"')))).toEqual([])
  const service = (more: string) => straight(`<serviceTask id="give" name="Закрыть" ${more} />`)
  expect(await lint(service(''))).toEqual(['bindingChosen give'])
  expect(await lint(service('okno:binding="noSuchWork"'))).toEqual(['bindingChosen give'])
})

test('every way out of a choice has a label and a condition, but for the default one', async () => {
  const first = way('end', 'name="Да"', condition('isPaid'))
  expect(await lint(choice(first, way('other', 'name="Нет"'), 'default="choice_other"'))).toEqual([])
  expect(await lint(choice(first, way('other', '')))).toEqual([
    'conditionPresent choice_other',
    'wayNamed choice_other',
  ])
})

test('starts and ends: one plain start, at least one end', async () => {
  const two = `<startEvent id="again" />${flow('again', 'give')}`
  expect(await lint(`${straight(task())}${two}`)).toEqual(['oneStart again'])
  expect(await lint(`${task()}${end}${flow('give', 'end')}`)).toEqual(['oneStart pass'])
})

test.each([
  ['complexGateway', 'give'],
  ['adHocSubProcess', 'give'],
  ['transaction', 'give'],
])('%s is not executed', async (type, id) => {
  expect(await lint(straight(`<${type} id="give" name="Особое" />`))).toContain(`unsupported ${id}`)
})

test('a timer without time and an event without a name', async () => {
  const caught = (inside: string) =>
    straight(`<intermediateCatchEvent id="give" name="Ждать">${inside}</intermediateCatchEvent>`)
  expect(await lint(caught('<timerEventDefinition />'))).toEqual(['timerSet give'])
  expect(await lint(caught('<timerEventDefinition><timeDuration>"P1D"</timeDuration></timerEventDefinition>'))).toEqual(
    [],
  )
  expect(await lint(caught('<messageEventDefinition />'))).toEqual(['eventNamed give'])
})

test('errors stand before remarks, each with the name of its element', async () => {
  const problems = await lintDrawing(
    await parse(draw(`${start}${task('name="Выдать"')}${flow('start', 'give')}`)),
    known,
  )
  expect(problems.map(({ weight }) => weight)).toEqual(['error', 'error', 'warn'])
  expect(problems.find(({ elementId }) => elementId === 'give')?.name).toBe('Выдать')
})

test('a step names a form there is; a form it carries can be filled in and judged', async () => {
  const step = (form: string) => straight(task(`name="Выдать" okno:roles="clerk" okno:form="${form}"`))
  const carried = (schema: string) =>
    `<extensionElements><okno:form id="badge" name="Пропуск">${schema}</okno:form></extensionElements>`
  const sound = carried('{"type":"default","components":[{"type":"textfield","key":"who"}]}')
  expect(await lint(step('draft'))).toEqual([])
  expect(await lint(step('gone'))).toEqual(['formKnown give'])
  expect(await lint(sound + step('badge'))).toEqual([])
  const ownWork = { ...known, isCarrying: false }
  const problems = await lintDrawing(await parse(draw(sound + step('badge'))), ownWork)
  expect(problems).toMatchObject([{ rule: 'formKnown', elementId: 'give', name: 'Выдать', detail: 'badge' }])
  expect(await lint(carried('{') + step('badge'))).toEqual(['formSound pass'])
  expect(await lint(carried('{"type":"default","components":[{"type":"iframe"}]}') + step('badge'))).toEqual([
    'formSound pass',
  ])
})

test('a rule task names a decision that is carried or deployed', async () => {
  const rule = (more: string) => straight(`<businessRuleTask id="give" name="Решить" ${more} />`)
  const carried =
    '<extensionElements><okno:decisions id="term" name="Срок">&lt;decision id="term" name="Срок"/&gt;</okno:decisions></extensionElements>'
  expect(await lint(rule(''))).toEqual(['decisionKnown give'])
  expect(await lint(rule('okno:decision="fee"'))).toEqual([])
  expect(await lint(rule('okno:decision="term"'))).toEqual(['decisionKnown give'])
  expect(await lint(carried + rule('okno:decision="term"'))).toEqual([])
})
