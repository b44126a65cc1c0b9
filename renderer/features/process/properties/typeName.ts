import { type Bo, bosAt } from '../drawing/types'

/** The kind of an element as the modeler's menus call it: `User task`, `Timer boundary event`, `Sequence flow`. */
export function typeName(bo: Bo): string {
  const type = bo.$type.replace('bpmn:', '')
  if (type === 'SubProcess') return bo.get('triggeredByEvent') === true ? 'Event sub-process' : 'Sub-process'
  if (type === 'AdHocSubProcess') return 'Ad-hoc sub-process'
  if (type === 'EventBasedGateway') return 'Event-based gateway'
  if (type === 'Participant') return 'Expanded pool/participant'
  const [definition] = /Event$/.test(type) ? bosAt(bo, 'eventDefinitions') : []
  const event = definition?.$type.replace(/bpmn:|EventDefinition$/g, '').replace('Compensate', 'Compensation')
  const words = type.replace(/([a-z])([A-Z])/g, '$1 $2')
  const whole = event ? `${event} ${words}` : words
  return whole[0] + whole.slice(1).toLowerCase()
}
