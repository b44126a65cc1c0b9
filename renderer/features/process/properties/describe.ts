import type { Drawing } from '../drawing/drawing'
import { type Bo, bosAt, isA, type Shape, textAt } from '../drawing/types'
import { automatic, loop, mapping, userTask } from './activities'
import { attribute } from './attributes'
import { event } from './events'
import type { Field, Group, Offered, Pen } from './field'
import { flow, gateway } from './flows'

/** All that can be said of an element, in groups; without one, of the process itself. */
export function describe(drawing: Drawing, selected: Shape | null, offered: Offered): Group[] {
  const shape = selected ?? drawing.get('canvas').getRootElement()
  if (!shape) return []
  const pen = penOver(drawing, shape, offered)
  const bo = shape.businessObject
  const groups = [userTask, automatic, gateway, flow, event, loop, mapping].flatMap((part) => part(pen, bo))
  return [{ name: 'general', fields: general(pen, bo) }, ...groups]
}

function penOver(drawing: Drawing, shape: Shape, offered: Offered): Pen {
  return {
    shape,
    offered,
    definitions: drawing.definitions(),
    create: (type, attrs) => drawing.get('bpmnFactory').create(type, attrs),
    set(bo, properties) {
      const modeling = drawing.get('modeling')
      if (bo === shape.businessObject) modeling.updateProperties(shape, properties)
      else modeling.updateModdleProperties(shape, bo, properties)
    },
  }
}

function general(pen: Pen, bo: Bo): Field[] {
  const isProcess = isA(bo, 'Process')
  const key: Field = { name: isProcess ? 'key' : 'id', control: 'fixed', value: bo.id ?? '', write: () => undefined }
  if (isA(bo, 'TextAnnotation')) return [attribute(pen, bo, 'text', 'text', { control: 'long' }), key]
  return [
    attribute(pen, bo, 'name', isA(bo, 'SequenceFlow') ? 'label' : 'name', { control: isProcess ? 'text' : 'long' }),
    documentation(pen, bo),
    key,
  ]
}

function documentation(pen: Pen, bo: Bo): Field {
  const [first, ...rest] = bosAt(bo, 'documentation')
  return {
    name: 'documentation',
    control: 'long',
    value: first ? textAt(first, 'text') : '',
    write: (text) =>
      pen.set(bo, {
        documentation: text.trim() === '' ? rest : [pen.create('bpmn:Documentation', { text }), ...rest],
      }),
  }
}
