import { type Bo, boAt, bosAt, isA, textAt } from '../drawing/types'
import { attribute, expression, feel } from './attributes'
import type { Field, Group, Pen } from './field'
import { reference } from './references'

/** What an event waits for or does. */
export function event(pen: Pen, bo: Bo): Group[] {
  if (!isA(bo, 'Event')) return []
  const fields = bosAt(bo, 'eventDefinitions').flatMap((definition) => ofDefinition(pen, bo, definition))
  if (isA(bo, 'BoundaryEvent') && fields.length > 0) fields.push(interrupting(pen, bo, 'cancelActivity'))
  if (isA(bo, 'StartEvent') && bo.$parent?.get('triggeredByEvent') === true)
    fields.push(interrupting(pen, bo, 'isInterrupting'))
  return fields.length > 0 ? [{ name: 'event', fields }] : []
}

function ofDefinition(pen: Pen, bo: Bo, definition: Bo): Field[] {
  switch (definition.$type) {
    case 'bpmn:TimerEventDefinition':
      return timer(pen, definition)
    case 'bpmn:MessageEventDefinition':
      return [reference(pen, definition, 'message'), feel(pen, bo, 'okno:correlationKey', 'correlationKey')]
    case 'bpmn:SignalEventDefinition':
      return [reference(pen, definition, 'signal')]
    case 'bpmn:ErrorEventDefinition':
      return [reference(pen, definition, 'error')]
    case 'bpmn:EscalationEventDefinition':
      return [reference(pen, definition, 'escalation')]
    case 'bpmn:ConditionalEventDefinition':
      return [expression(pen, definition, 'condition', 'condition')]
    case 'bpmn:LinkEventDefinition':
      return [attribute(pen, definition, 'name', 'link')]
    default:
      return []
  }
}

const TIMES = ['timeDuration', 'timeDate', 'timeCycle'] as const
type Time = (typeof TIMES)[number]
const isTime = (text: string): text is Time => TIMES.some((time) => time === text)

/** A timer has one of three kinds of time; changing the kind keeps the text. */
function timer(pen: Pen, definition: Bo): Field[] {
  const kind = TIMES.find((time) => boAt(definition, time)) ?? 'timeDuration'
  const found = boAt(definition, kind)
  const value = found ? textAt(found, 'body') : ''
  const write = (time: Time, body: string) =>
    pen.set(definition, {
      timeDuration: undefined,
      timeDate: undefined,
      timeCycle: undefined,
      [time]: pen.create('bpmn:FormalExpression', { body }),
    })
  return [
    {
      name: 'timerKind',
      control: 'choice',
      value: kind,
      options: TIMES.map((time) => ({ value: time })),
      write: (time) => isTime(time) && write(time, value),
    },
    { name: kind, control: 'feel', value, write: (body) => write(kind, body) },
  ]
}

const interrupting = (pen: Pen, bo: Bo, property: 'cancelActivity' | 'isInterrupting'): Field => ({
  name: 'interrupting',
  control: 'tick',
  value: bo.get(property) === false ? '' : 'true',
  write: (value) => pen.set(bo, { [property]: value === 'true' }),
})
