import { describe, expect, test } from 'vitest'
import { type Bo, boAt, bosAt, type Shape, textAt } from '../drawing/types'
import { condition, draw, flow as line, parse } from '../testing/draw'
import { automatic, userTask } from './activities'
import { event } from './events'
import type { Field, Group, Pen } from './field'
import { flow, gateway } from './flows'
import { typeName } from './typeName'

const body = `<startEvent id="start" /><userTask id="give" okno:roles="clerk agent" okno:form="oldForm" />
  <serviceTask id="close" okno:binding="gone" /><exclusiveGateway id="choice" default="choice_end" /><endEvent id="end" />
  <boundaryEvent id="late" attachedToRef="give" cancelActivity="false"><timerEventDefinition><timeDate>dueAt</timeDate></timerEventDefinition></boundaryEvent>
  <receiveTask id="wait" />
  ${line('choice', 'end', 'name="Нет"')}${line('choice', 'give', 'name="Да"', condition('isPaid'))}`

/** The elements of a drawing, and a pen that writes straight into them. */
async function opened() {
  const definitions = await parse(draw(body))
  const [process] = bosAt(definitions, 'rootElements')
  const of = (id: string): Bo => {
    const found = process && bosAt(process, 'flowElements').find((bo) => bo.id === id)
    if (!found) throw new Error(`no ${id}`)
    return found
  }
  const pen: Pen = {
    shape: {} as Shape,
    definitions,
    offered: { bindings: [], forms: ['draft'], decisions: [], terms: [{ name: 'appeal.draft', source: 'Правило' }] },
    set: (bo, properties) => {
      for (const [name, value] of Object.entries(properties)) bo.set(name, value)
    },
    create: (type, attrs) => {
      const made = moddleOf(definitions).create(type, attrs)
      return made
    },
  }
  return { of, pen, definitions }
}
type Moddle = { create(type: string, attrs?: Record<string, unknown>): Bo }
const moddleOf = (bo: Bo): Moddle => Reflect.get(bo, '$model')
const field = (groups: Group[], name: Field['name']): Field => {
  const found = groups.flatMap(({ fields }) => fields).find((one) => one.name === name)
  if (!found) throw new Error(`no field ${name}`)
  return found
}

describe('a task', () => {
  test('says who does it; a form that is no longer on offer stays as it was', async () => {
    const { of, pen } = await opened()
    const groups = userTask(pen, of('give'))
    expect(field(groups, 'roles').value).toBe('clerk agent')
    expect(field(groups, 'form').options?.map(({ value }) => value)).toEqual(['draft', 'oldForm'])
    field(groups, 'roles').write('specialist')
    field(groups, 'form').write('')
    expect(textAt(of('give'), 'okno:roles')).toBe('specialist')
    expect(of('give').get('okno:form')).toBeUndefined()
  })
  test('of the system keeps the name of work that is gone, so that it can be seen', async () => {
    const { of, pen } = await opened()
    const binding = field(automatic(pen, of('close')), 'binding')
    expect(binding.options).toEqual([{ value: 'gone' }])
  })
})

describe('a way out', () => {
  test('taken by default has no condition of its own', async () => {
    const { of, pen } = await opened()
    field(flow(pen, of('choice_give')), 'isDefault').write('true')
    expect(boAt(of('choice'), 'default')?.id).toBe('choice_give')
    expect(boAt(of('choice_give'), 'conditionExpression')).toBeNull()
    expect(flow(pen, of('choice_give')).flatMap(({ fields }) => fields.map(({ name }) => name))).toEqual(['isDefault'])
  })
  test('is chosen at the gateway by its label', async () => {
    const { of, pen } = await opened()
    const chosen = field(gateway(pen, of('choice')), 'defaultWay')
    expect(chosen).toMatchObject({ value: 'choice_end', options: [{ label: 'Нет' }, { label: 'Да' }] })
    chosen.write('choice_give')
    expect(boAt(of('choice'), 'default')?.id).toBe('choice_give')
  })
})

describe('an event', () => {
  test('of time changes its kind and keeps the text', async () => {
    const { of, pen } = await opened()
    const [definition] = bosAt(of('late'), 'eventDefinitions')
    field(event(pen, of('late')), 'timerKind').write('timeDuration')
    expect(field(event(pen, of('late')), 'timeDuration').value).toBe('dueAt')
    expect(definition && boAt(definition, 'timeDate')).toBeNull()
    expect(field(event(pen, of('late')), 'interrupting').value).toBe('')
  })
  test('of the same name is the same message', async () => {
    const { of, pen, definitions } = await opened()
    for (const text of ['Оплата', ' Оплата ']) field(automatic(pen, of('wait')), 'message').write(text)
    const messages = bosAt(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Message')
    expect(messages.map(({ name }) => name)).toEqual(['Оплата'])
    expect(boAt(of('wait'), 'messageRef')).toBe(messages[0])
  })
})

test('the kind of an element is said as the menus say it', async () => {
  const { of } = await opened()
  expect(['give', 'late', 'choice', 'choice_end', 'start'].map((id) => typeName(of(id)))).toEqual([
    'User task',
    'Timer boundary event',
    'Exclusive gateway',
    'Sequence flow',
    'Start event',
  ])
})
