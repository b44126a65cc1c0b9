import { type Bo, boAt, bosAt, isA, textAt } from '../drawing/types'
import { expression } from './attributes'
import type { Group, Pen } from './field'

/** When a way is taken. */
export function flow(pen: Pen, bo: Bo): Group[] {
  const from = isA(bo, 'SequenceFlow') ? boAt(bo, 'sourceRef') : null
  if (!from || !isA(from, 'ExclusiveGateway', 'InclusiveGateway', 'Activity')) return []
  const isDefault = boAt(from, 'default') === bo
  const condition = expression(pen, bo, 'conditionExpression', 'condition')
  return [
    {
      name: 'way',
      fields: [
        ...(isDefault ? [] : [condition]),
        {
          name: 'isDefault',
          control: 'tick',
          value: isDefault ? 'true' : '',
          // a way that is taken when no other is has no condition of its own
          write: (value) => {
            if (value === 'true' && boAt(bo, 'conditionExpression')) pen.set(bo, { conditionExpression: undefined })
            pen.set(from, { default: value === 'true' ? bo : undefined })
          },
        },
      ],
    },
  ]
}

/** Which way is taken when no condition holds. */
export function gateway(pen: Pen, bo: Bo): Group[] {
  const ways = isA(bo, 'ExclusiveGateway', 'InclusiveGateway') ? bosAt(bo, 'outgoing') : []
  if (ways.length < 2) return []
  const label = (way: Bo) => textAt(way, 'name') || `→ ${textAt(boAt(way, 'targetRef') ?? way, 'name') || way.id}`
  return [
    {
      name: 'way',
      fields: [
        {
          name: 'defaultWay',
          control: 'choice',
          value: boAt(bo, 'default')?.id ?? '',
          options: ways.map((way) => ({ value: way.id ?? '', label: label(way) })),
          write: (id) => pen.set(bo, { default: ways.find((way) => way.id === id) }),
        },
      ],
    },
  ]
}
