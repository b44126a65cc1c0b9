import type { ModdleElement } from 'bpmn-moddle'
import type { Activity, Assignment } from '../definition.ts'
import { elementAt, textAt } from '../moddle.ts'
import { ORDINARY_RETRIES, type Retries, readRetries } from '../retries.ts'
import { BadTime } from '../time.ts'
import { attributeOf, type Compiler, commonOf, countOf, feelAt, feelOf } from './compiler.ts'
import { compileLoop } from './loops.ts'
import { compileMessage } from './triggers.ts'

type Acting = Omit<Extract<Activity, { kind: 'manualTask' }>, 'kind'>
type Reader = (compiler: Compiler, drawn: ModdleElement, acting: Acting) => Activity | null

/** Undefined: the element is no activity that is executed. */
export function compileActivity(
  compiler: Compiler,
  drawn: ModdleElement,
  within: string | null,
): Activity | null | undefined {
  const reader = READERS[drawn.$type]
  if (!reader) return undefined
  return reader(compiler, drawn, {
    ...commonOf(compiler, drawn, within),
    input: feelAt(compiler, drawn, 'input'),
    output: feelAt(compiler, drawn, 'output'),
    loop: compileLoop(compiler, drawn),
    boundary: [],
    isForCompensation: drawn.get('isForCompensation') === true,
  })
}

const READERS: Readonly<Record<string, Reader>> = {
  'bpmn:UserTask': (compiler, drawn, acting) => ({
    ...acting,
    kind: 'userTask',
    assignment: compileAssignment(compiler, drawn),
  }),
  'bpmn:ServiceTask': (compiler, drawn, acting) => ({
    ...acting,
    kind: 'serviceTask',
    binding: compileBinding(compiler, drawn),
    retries: compileRetries(compiler, drawn),
  }),
  'bpmn:SendTask': compileSend,
  'bpmn:ReceiveTask'(compiler, drawn, acting) {
    if (drawn.get('instantiate') === true) compiler.report.refuse('unsupportedEvent', drawn, 'instantiate')
    const trigger = compileMessage(compiler, drawn, drawn)
    return trigger && { ...acting, kind: 'receiveTask', trigger }
  },
  'bpmn:ScriptTask': compileScript,
  'bpmn:BusinessRuleTask'(compiler, drawn, acting) {
    const decision = attributeOf(drawn, 'decision')
    if (!decision) compiler.report.refuse('decisionMissing', drawn)
    const version = countOf(compiler, drawn, attributeOf(drawn, 'decisionVersion'))
    return { ...acting, kind: 'ruleTask', decision: decision ?? '', version, result: attributeOf(drawn, 'result') }
  },
  'bpmn:ManualTask': (_compiler, _drawn, acting) => ({ ...acting, kind: 'manualTask' }),
  'bpmn:SubProcess': (_compiler, drawn, acting) => ({
    ...acting,
    kind: 'subProcess',
    isTriggered: drawn.get('triggeredByEvent') === true,
    start: '',
    eventSubProcesses: [],
  }),
  'bpmn:CallActivity'(compiler, drawn, acting) {
    const process = textAt(drawn, 'calledElement')
    if (!process) compiler.report.refuse('calledMissing', drawn)
    return { ...acting, kind: 'callActivity', process: process ?? '' }
  },
}

function compileBinding(compiler: Compiler, drawn: ModdleElement): string {
  const binding = attributeOf(drawn, 'binding') ?? ''
  if (binding === '') compiler.report.refuse('bindingMissing', drawn)
  else if (!compiler.bindings.has(binding)) compiler.report.refuse('unknownBinding', drawn, binding)
  return binding
}

function compileRetries(compiler: Compiler, drawn: ModdleElement): Retries {
  const text = attributeOf(drawn, 'retries')
  if (text === null) return ORDINARY_RETRIES
  try {
    return readRetries(text)
  } catch (error) {
    if (!(error instanceof BadTime)) throw error
    compiler.report.refuse('badRetries', drawn, text)
    return ORDINARY_RETRIES
  }
}

function compileSend(compiler: Compiler, drawn: ModdleElement, acting: Acting): Activity | null {
  const isBound = attributeOf(drawn, 'binding') !== null
  const binding = isBound ? compileBinding(compiler, drawn) : null
  const message = isBound ? ({ kind: 'message', name: '', key: null } as const) : compileMessage(compiler, drawn, drawn)
  return message && { ...acting, kind: 'sendTask', binding, retries: compileRetries(compiler, drawn), message }
}

const FORMATS = new Set(['', 'feel', 'text/feel', 'application/feel'])

function compileScript(compiler: Compiler, drawn: ModdleElement, acting: Acting): Activity | null {
  const format = textAt(drawn, 'scriptFormat') ?? ''
  const text = textAt(drawn, 'script')
  if (!FORMATS.has(format.toLowerCase())) compiler.report.refuse('unsupportedElement', drawn, format)
  if (!text) compiler.report.refuse('scriptMissing', drawn)
  const script = feelOf(compiler, drawn, text)
  return script && { ...acting, kind: 'scriptTask', script, result: attributeOf(drawn, 'result') }
}

function compileAssignment(compiler: Compiler, drawn: ModdleElement): Assignment {
  return {
    roles: attributeOf(drawn, 'roles')?.split(/\s+/) ?? [],
    unit: attributeOf(drawn, 'unit'),
    skill: attributeOf(drawn, 'skill'),
    candidates: feelAt(compiler, drawn, 'candidates'),
    priority: feelAt(compiler, drawn, 'priority'),
    due: feelAt(compiler, drawn, 'due'),
  }
}

/** What a drawing says about data beyond our own attributes would be ignored: it is refused instead. */
export function refuseForeignData(compiler: Compiler, drawn: ModdleElement): void {
  for (const property of ['ioSpecification', 'dataInputAssociations', 'dataOutputAssociations']) {
    const value = drawn.get(property)
    if (elementAt(drawn, property) || (Array.isArray(value) && value.length > 0))
      compiler.report.refuse('unsupportedElement', drawn, property)
  }
}
