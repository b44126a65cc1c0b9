import type { ModdleElement } from 'bpmn-moddle'
import { readLength } from '#shared/rules/termLength'
import type { TimerRule, Trigger } from '../definition.ts'
import { bodyAt, elementAt, elementsOf, textAt } from '../moddle.ts'
import { addDuration, readCycle, readInstant } from '../time.ts'
import { type Compiler, feelAt, feelBody, feelOf } from './compiler.ts'

export type Kind = Trigger['kind']

/** What an event waits for or does; null when that is not allowed here or is incomplete, which is reported. */
export function compileTrigger(compiler: Compiler, drawn: ModdleElement, allowed: readonly Kind[]): Trigger | null {
  const events = elementsOf(drawn, 'eventDefinitions')
  const event = events[0]
  const refuse = (detail: string) => {
    compiler.report.refuse('unsupportedEvent', drawn, detail)
    return null
  }
  if (events.length > 1 || drawn.get('parallelMultiple') === true) return refuse(events.map((e) => e.$type).join(' + '))
  if (!event) return allowed.includes('none') ? { kind: 'none' } : refuse('none')
  const kind = KINDS[event.$type]
  if (!kind || !allowed.includes(kind)) return refuse(event.$type)
  return READERS[kind](compiler, drawn, event)
}

const KINDS: Readonly<Record<string, Exclude<Kind, 'none'>>> = {
  'bpmn:MessageEventDefinition': 'message',
  'bpmn:SignalEventDefinition': 'signal',
  'bpmn:TimerEventDefinition': 'timer',
  'bpmn:ConditionalEventDefinition': 'condition',
  'bpmn:ErrorEventDefinition': 'error',
  'bpmn:EscalationEventDefinition': 'escalation',
  'bpmn:CompensateEventDefinition': 'compensation',
  'bpmn:TerminateEventDefinition': 'terminate',
  'bpmn:LinkEventDefinition': 'link',
}

type Reader = (compiler: Compiler, drawn: ModdleElement, event: ModdleElement) => Trigger | null
const READERS: Readonly<Record<Exclude<Kind, 'none'>, Reader>> = {
  message: compileMessage,
  signal(compiler, drawn, event) {
    const name = nameAt(event, 'signalRef')
    if (name) return { kind: 'signal', name }
    return missing(compiler, drawn, 'signalRef')
  },
  timer(compiler, drawn, event) {
    const timer = compileTimer(compiler, drawn, event)
    return timer && { kind: 'timer', timer }
  },
  condition(compiler, drawn, event) {
    const condition = feelBody(compiler, drawn, event, 'condition')
    if (condition) return { kind: 'condition', condition }
    return bodyAt(event, 'condition') ? null : missing(compiler, drawn, 'condition')
  },
  error: (compiler, drawn, event) => coded(compiler, drawn, event, 'error'),
  escalation: (compiler, drawn, event) => coded(compiler, drawn, event, 'escalation'),
  compensation(compiler, drawn, event) {
    if (event.get('waitForCompletion') === false) {
      compiler.report.refuse('unsupportedEvent', drawn, 'waitForCompletion=false')
      return null
    }
    return { kind: 'compensation', activity: elementAt(event, 'activityRef')?.id ?? null }
  },
  terminate: () => ({ kind: 'terminate' }),
  // tied to its counterpart once everything is compiled
  link: () => ({ kind: 'link', target: null }),
}

function missing(compiler: Compiler, drawn: ModdleElement, what: string): null {
  compiler.report.refuse('referenceMissing', drawn, what)
  return null
}

const nameAt = (of: ModdleElement, property: string): string | null => {
  const referred = elementAt(of, property)
  return referred && (textAt(referred, 'name') ?? referred.id ?? null)
}

/** `of`: the event definition, or the send or receive task itself. */
export function compileMessage(
  compiler: Compiler,
  drawn: ModdleElement,
  of: ModdleElement,
): (Trigger & { kind: 'message' }) | null {
  const name = nameAt(of, 'messageRef')
  if (!name) return missing(compiler, drawn, 'messageRef')
  return { kind: 'message', name, key: feelAt(compiler, drawn, 'correlationKey') }
}

/** Only what catches may leave the code open: it catches any. */
function coded(compiler: Compiler, drawn: ModdleElement, event: ModdleElement, kind: 'error' | 'escalation') {
  const referred = elementAt(event, `${kind}Ref`)
  const code = referred && (textAt(referred, `${kind}Code`) ?? referred.id ?? null)
  const isThrown = /EndEvent|ThrowEvent/.test(drawn.$type)
  if (isThrown && code === null) return missing(compiler, drawn, `${kind}Ref`)
  return { kind, code }
}

const TIMES = [
  ['date', 'timeDate'],
  ['duration', 'timeDuration'],
  ['cycle', 'timeCycle'],
] as const

/** A cycle is for what can fire again: a start, or an event that does not interrupt. */
function compileTimer(compiler: Compiler, drawn: ModdleElement, event: ModdleElement): TimerRule | null {
  const rules = TIMES.flatMap(([kind, property]) => {
    const text = bodyAt(event, property)
    return text ? [{ kind, text }] : []
  })
  const rule = rules[0]
  const isOnce = drawn.$type === 'bpmn:IntermediateCatchEvent'
  // nobody waits yet whose calendar it could be
  const isUncountable = isProcessStart(drawn) && rule !== undefined && readLength(rule.text) !== null
  if (!rule || rules.length > 1 || (isOnce && rule.kind === 'cycle') || isUncountable) {
    compiler.report.refuse('badTimer', drawn, rule?.text ?? null)
    return null
  }
  const isPlain = !rule.text.startsWith('=') && isIso8601(rule.kind, rule.text)
  const expression = isPlain ? { text: rule.text, evaluate: () => rule.text } : feelOf(compiler, drawn, rule.text)
  return expression && { kind: rule.kind, expression }
}

const isProcessStart = (drawn: ModdleElement) =>
  drawn.$type === 'bpmn:StartEvent' && drawn.$parent?.$type === 'bpmn:Process'

function isIso8601(kind: TimerRule['kind'], text: string): boolean {
  try {
    if (kind === 'date') readInstant(text)
    else if (kind === 'duration' && !readLength(text)) addDuration(new Date(0), text)
    else if (kind === 'duration') return true
    else readCycle(text)
    return true
  } catch {
    return false
  }
}
