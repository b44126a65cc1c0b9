import { Role } from '#shared/contract/contract'
import { currentLanguage } from '../../../ui/words'
import { decisionIds } from '../decisions/blankDecision'
import { type Bo, boAt, isA, textAt } from '../drawing/types'
import { enclosuresIn, formsIn } from '../enclosed/enclosed'
import { attribute, expression, feel, tick, withCurrent } from './attributes'
import type { Field, Group, Pen } from './field'
import { reference } from './references'

const ROLES = Role.options.filter((role) => role !== 'integration' && role !== 'auditor')

/** What a person does: who, by which form, until when. */
export function userTask(pen: Pen, bo: Bo): Group[] {
  if (!isA(bo, 'UserTask')) return []
  const form = textAt(bo, 'okno:form')
  const carried = formsIn(pen.definitions).map(({ id, name }) => ({ value: id, label: name }))
  const term = textAt(bo, 'okno:term')
  const terms = pen.offered.terms.map(({ name, source }) => ({ value: name, label: `${name} · ${source}` }))
  return [
    {
      name: 'who',
      fields: [
        attribute(pen, bo, 'okno:roles', 'roles', { control: 'many', options: ROLES.map((value) => ({ value })) }),
        attribute(pen, bo, 'okno:unit', 'unit'),
        attribute(pen, bo, 'okno:skill', 'skill'),
        feel(pen, bo, 'okno:candidates', 'candidates'),
      ],
    },
    {
      name: 'work',
      fields: [
        attribute(pen, bo, 'okno:form', 'form', {
          control: 'choice',
          options: withCurrent([...carried, ...pen.offered.forms.map((value) => ({ value }))], form),
        }),
        attribute(pen, bo, 'okno:term', 'term', { control: 'choice', options: withCurrent(terms, term) }),
        feel(pen, bo, 'okno:due', 'due'),
        feel(pen, bo, 'okno:priority', 'priority'),
      ],
    },
  ]
}

/** What the system does by itself. */
export function automatic(pen: Pen, bo: Bo): Group[] {
  if (isA(bo, 'ServiceTask')) return [{ name: 'work', fields: service(pen, bo) }]
  if (isA(bo, 'SendTask')) return [{ name: 'work', fields: [reference(pen, bo, 'message'), ...service(pen, bo)] }]
  if (isA(bo, 'ReceiveTask'))
    return [
      { name: 'work', fields: [reference(pen, bo, 'message'), feel(pen, bo, 'okno:correlationKey', 'correlationKey')] },
    ]
  if (isA(bo, 'ScriptTask'))
    return [{ name: 'work', fields: [feel(pen, bo, 'script', 'script'), attribute(pen, bo, 'okno:result', 'result')] }]
  if (isA(bo, 'BusinessRuleTask'))
    return [
      {
        name: 'work',
        fields: [decision(pen, bo), attribute(pen, bo, 'okno:result', 'result')],
      },
    ]
  if (isA(bo, 'CallActivity')) return [{ name: 'work', fields: [attribute(pen, bo, 'calledElement', 'calledElement')] }]
  return []
}

/** The decisions that the drawing carries, and those that were deployed by themselves. */
function decision(pen: Pen, bo: Bo): Field {
  const carried = enclosuresIn(pen.definitions, 'decisions').flatMap(({ name, text }) =>
    decisionIds(text).map((id) => ({ value: id, label: name })),
  )
  const deployed = pen.offered.decisions
    .filter(({ key }) => !carried.some(({ value }) => value === key))
    .map(({ key, name }) => ({ value: key, label: name }))
  const options = withCurrent([...carried, ...deployed], textAt(bo, 'okno:decision'))
  return attribute(pen, bo, 'okno:decision', 'decision', { control: 'choice', options })
}

function service(pen: Pen, bo: Bo): Field[] {
  const language = currentLanguage()
  const options = pen.offered.bindings.map(({ name, title }) => ({ value: name, label: title[language] }))
  const binding = textAt(bo, 'okno:binding')
  return [
    attribute(pen, bo, 'okno:binding', 'binding', { control: 'choice', options: withCurrent(options, binding) }),
    attribute(pen, bo, 'okno:retries', 'retries'),
  ]
}

/** What is seen inside an activity and what is kept after it. */
export function mapping(pen: Pen, bo: Bo): Group[] {
  if (!isA(bo, 'Activity') || isA(bo, 'ManualTask')) return []
  return [{ name: 'values', fields: [feel(pen, bo, 'okno:input', 'input'), feel(pen, bo, 'okno:output', 'output')] }]
}

/** An activity that is done several times; the menu on the canvas turns it on. */
export function loop(pen: Pen, bo: Bo): Group[] {
  const repeated = isA(bo, 'Activity') ? boAt(bo, 'loopCharacteristics') : null
  if (!repeated) return []
  if (isA(repeated, 'StandardLoopCharacteristics'))
    return [
      {
        name: 'loop',
        fields: [
          expression(pen, repeated, 'loopCondition', 'loopCondition'),
          attribute(pen, repeated, 'loopMaximum', 'loopMaximum'),
          tick(pen, repeated, 'testBefore', 'testBefore'),
        ],
      },
    ]
  return [
    {
      name: 'loop',
      fields: [
        tick(pen, repeated, 'isSequential', 'isSequential'),
        feel(pen, repeated, 'okno:collection', 'collection'),
        attribute(pen, repeated, 'okno:item', 'item'),
        expression(pen, repeated, 'loopCardinality', 'loopCardinality'),
        expression(pen, repeated, 'completionCondition', 'completionCondition'),
      ],
    },
  ]
}
