import type { ModdleElement } from 'bpmn-moddle'
import type { Element } from '../definition.ts'
import { elementAt } from '../moddle.ts'
import { type Compiler, commonOf, feelAt } from './compiler.ts'
import { compileTrigger, type Kind } from './triggers.ts'

const ROOT_STARTS: Kind[] = ['none', 'message', 'timer', 'signal', 'condition']
const EVENT_STARTS: Kind[] = ['message', 'timer', 'signal', 'condition', 'error', 'escalation', 'compensation']
const ENDS: Kind[] = ['none', 'message', 'error', 'escalation', 'signal', 'terminate', 'compensation']
const CATCHES: Kind[] = ['message', 'timer', 'signal', 'condition', 'link']
const THROWS: Kind[] = ['none', 'message', 'escalation', 'signal', 'link', 'compensation']

/** `level`: where the event is drawn. */
type Level = { within: string | null; isTriggered: boolean }

export function compileEvent(compiler: Compiler, drawn: ModdleElement, level: Level): Element | null | undefined {
  const common = () => commonOf(compiler, drawn, level.within)
  switch (drawn.$type) {
    case 'bpmn:StartEvent': {
      const trigger = compileTrigger(compiler, drawn, startsAt(level))
      return trigger && { ...common(), kind: 'start', trigger, isInterrupting: drawn.get('isInterrupting') !== false }
    }
    case 'bpmn:EndEvent': {
      const trigger = compileTrigger(compiler, drawn, ENDS)
      return trigger && { ...common(), kind: 'end', trigger, input: feelAt(compiler, drawn, 'input') }
    }
    case 'bpmn:IntermediateCatchEvent': {
      const trigger = compileTrigger(compiler, drawn, CATCHES)
      return trigger && { ...common(), kind: 'catch', trigger }
    }
    case 'bpmn:IntermediateThrowEvent': {
      const trigger = compileTrigger(compiler, drawn, THROWS)
      return trigger && { ...common(), kind: 'throw', trigger, input: feelAt(compiler, drawn, 'input') }
    }
    case 'bpmn:BoundaryEvent': {
      const trigger = compileTrigger(compiler, drawn, EVENT_STARTS)
      const attachedTo = elementAt(drawn, 'attachedToRef')?.id ?? ''
      // an error has ended its activity, whatever the drawing says
      const isInterrupting = trigger?.kind === 'error' || drawn.get('cancelActivity') !== false
      return trigger && { ...common(), kind: 'boundary', attachedTo, isInterrupting, trigger, handler: null }
    }
    default:
      return undefined
  }
}

function startsAt({ within, isTriggered }: Level): Kind[] {
  if (within === null) return ROOT_STARTS
  return isTriggered ? EVENT_STARTS : ['none']
}
