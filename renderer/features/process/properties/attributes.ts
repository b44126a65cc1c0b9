import { type Bo, boAt, textAt } from '../drawing/types'
import type { Field, FieldName, Option, Pen } from './field'

/** An attribute of an element; an empty one is taken away. */
export function attribute(
  pen: Pen,
  bo: Bo,
  property: string,
  name: FieldName,
  rest: Partial<Pick<Field, 'control' | 'options'>> = {},
): Field {
  return {
    name,
    control: 'text',
    value: textAt(bo, property),
    write: (value) => pen.set(bo, { [property]: value.trim() === '' ? undefined : value }),
    ...rest,
  }
}

export const feel = (pen: Pen, bo: Bo, property: string, name: FieldName): Field =>
  attribute(pen, bo, property, name, { control: 'feel' })

/** A FEEL text that stands in an element of its own, as conditions and times do. */
export function expression(pen: Pen, bo: Bo, property: string, name: FieldName): Field {
  const found = boAt(bo, property)
  return {
    name,
    control: 'feel',
    value: found ? textAt(found, 'body') : '',
    write: (value) =>
      pen.set(bo, {
        [property]: value.trim() === '' ? undefined : pen.create('bpmn:FormalExpression', { body: value }),
      }),
  }
}

export const tick = (pen: Pen, bo: Bo, property: string, name: FieldName): Field => ({
  name,
  control: 'tick',
  value: bo.get(property) === true ? 'true' : '',
  write: (value) => pen.set(bo, { [property]: value === 'true' }),
})

/** What stands in the drawing but is not offered stays choosable, so that nothing is lost by looking at it. */
export const withCurrent = (options: readonly Option[], value: string): readonly Option[] =>
  value === '' || options.some((one) => one.value === value) ? options : [...options, { value }]
