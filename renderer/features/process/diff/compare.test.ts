import { expect, test } from 'vitest'
import { condition, draw, flow } from '../testing/draw'
import { compare } from './compare'

const base = (task: string, more = '') =>
  `<startEvent id="start" />${task}<endEvent id="end" />${flow('start', 'give')}${flow('give', 'end')}${more}`
const task = (more: string) => `<userTask id="give" ${more} />`
const told = async (before: string, after: string) =>
  (await compare(draw(before), draw(after))).map(({ kind, id, fields }) => [
    kind,
    id,
    ...fields.map((field) => `${field.name}: ${field.before} → ${field.after}`),
  ])

test('the same drawing differs in nothing', async () => {
  expect(await told(base(task('name="Выдать"')), base(task('name="Выдать"')))).toEqual([])
})

test('a changed element says what stood there and what stands there now', async () => {
  expect(
    await told(base(task('name="Выдать" okno:roles="clerk"')), base(task('name="Вручить" okno:roles="agent"'))),
  ).toEqual([['changed', 'give', 'name: Выдать → Вручить', 'roles: clerk → agent']])
})

test('what lies inside an element is seen: a condition, a time, a documentation', async () => {
  const way = (feel: string) => base(task('name="Выдать"'), flow('give', 'start', '', condition(feel)))
  expect(await told(way('a > 1'), way('a > 2'))).toEqual([
    ['changed', 'give_start', 'conditionExpression: a > 1 → a > 2'],
  ])
  const inside = (text: string) => base(`<userTask id="give"><documentation>${text}</documentation></userTask>`)
  expect(await told(inside('Раз'), inside('Два'))).toEqual([['changed', 'give', 'documentation: Раз → Два']])
  const late = (time: string) =>
    base(
      task('name="Выдать"'),
      `<boundaryEvent id="late" attachedToRef="give"><timerEventDefinition><timeDuration>${time}</timeDuration></timerEventDefinition></boundaryEvent>`,
    )
  expect(await told(late('P1D'), late('P2D'))).toEqual([
    ['changed', 'late', 'eventDefinitions.timeDuration: P1D → P2D'],
  ])
})

test('another kind of task under the same id is a change', async () => {
  const changes = await told(
    base('<userTask id="give" name="Выдать" />'),
    base('<manualTask id="give" name="Выдать" />'),
  )
  expect(changes.filter(([, id]) => id === 'give')).toContainEqual(['changed', 'give', 'type: UserTask → ManualTask'])
})

test('what came and what went', async () => {
  const extra = `<userTask id="check" name="Проверить" />${flow('check', 'end')}`
  const changes = await told(base(task('name="Выдать"')), base(task('name="Выдать"'), extra))
  expect(changes).toEqual([
    ['added', 'check'],
    ['added', 'check_end'],
  ])
  const back = await told(base(task('name="Выдать"'), extra), base(task('name="Выдать"')))
  expect(back.map(([kind]) => kind)).toEqual(['removed', 'removed'])
})

test('what only stands elsewhere has moved', async () => {
  const at = (x: number) =>
    draw(base(task('name="Выдать"'))).replace(
      '</definitions>',
      `<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="di">
        <bpmndi:BPMNPlane id="plane" bpmnElement="pass"><bpmndi:BPMNShape id="give_di" bpmnElement="give">
        <dc:Bounds x="${x}" y="10" width="100" height="80" /></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`,
    )
  expect((await compare(at(10), at(90))).map(({ kind, id }) => [kind, id])).toEqual([['moved', 'give']])
})

test('a flow that leads elsewhere has changed, whatever it looks like', async () => {
  const to = (target: string) =>
    `<startEvent id="start" /><userTask id="give" name="Выдать" /><endEvent id="end" name="Конец" /><sequenceFlow id="way" sourceRef="start" targetRef="${target}" />`
  expect(await told(to('give'), to('end'))).toEqual([['changed', 'way', 'targetRef: Выдать → Конец']])
})

test('forms and decisions that came, went or changed are told by their names alone', async () => {
  const carrying = (...values: string[]) =>
    `<extensionElements>${values.join('')}</extensionElements>${base(task('name="Выдать"'))}`
  const form = (text: string, id = 'badge') => `<okno:form id="${id}" name="Пропуск ${id}">${text}</okno:form>`
  const decisions = '<okno:decisions id="term" name="Срок">d</okno:decisions>'
  expect(await told(carrying(form('{}')), carrying(form('{}')))).toEqual([])
  expect(await told(carrying(form('{}'), form('{}', 'old')), carrying(form('{"a":1}'), decisions))).toEqual([
    ['changed', 'form.badge'],
    ['removed', 'form.old'],
    ['added', 'decisions.term'],
  ])
})
