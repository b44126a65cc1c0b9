import type { RuleFactory } from 'bpmnlint'
import { decisionIds } from '../decisions/blankDecision'
import { type Bo, boAt, bosAt, isA, textAt } from '../drawing/types'
import type { Enclosure } from '../enclosed/enclosed'
import { formProblemText, problemsIn } from '../forms/formProblemText'

const has = (bo: Bo, property: string) => textAt(bo, property).trim() !== ''
const rule =
  (check: (node: Bo, say: (id?: string) => void) => void): RuleFactory =>
  () => ({
    check: (node, reporter) => check(node, (id = node.id ?? '') => reporter.report(id, '')),
  })

/** What the engine refuses however it is drawn. */
const unsupported = rule((node, say) => {
  const isRefused =
    isA(node, 'ComplexGateway', 'AdHocSubProcess', 'Transaction', 'ChoreographyActivity', 'CancelEventDefinition') ||
    (isA(node, 'EventBasedGateway') && node.get('instantiate') === true)
  if (isRefused) say(isA(node, 'EventDefinition') ? node.$parent?.id : node.id)
})

const taskNamed = rule((node, say) => {
  if (isA(node, 'Activity') && !has(node, 'name')) say()
})

/** Where a way is chosen, each way says when it is taken. */
const choices = (node: Bo): Bo[] => {
  const outgoing = isA(node, 'ExclusiveGateway', 'InclusiveGateway') ? bosAt(node, 'outgoing') : []
  return outgoing.length > 1 ? outgoing : []
}
const wayNamed = rule((node, say) => {
  for (const flow of choices(node)) if (!has(flow, 'name')) say(flow.id)
})
const conditionPresent = rule((node, say) => {
  for (const flow of choices(node)) {
    const condition = boAt(flow, 'conditionExpression')
    if (boAt(node, 'default') !== flow && !(condition && has(condition, 'body'))) say(flow.id)
  }
})

const bindingChosen =
  (known: ReadonlySet<string>): RuleFactory =>
  () => ({
    check(node, reporter) {
      if (!isA(node, 'ServiceTask')) return
      const binding = textAt(node, 'okno:binding')
      if (!known.has(binding)) reporter.report(node.id ?? '', binding)
    },
  })

const rolesChosen = rule((node, say) => {
  const isForSomebody = ['roles', 'candidates', 'unit', 'skill'].some((name) => has(node, `okno:${name}`))
  if (isA(node, 'UserTask') && !isForSomebody) say()
})

const startsOf = (scope: Bo) => bosAt(scope, 'flowElements').filter((inside) => isA(inside, 'StartEvent'))
const isScope = (node: Bo) => isA(node, 'Process', 'SubProcess') && !isA(node, 'AdHocSubProcess')
const oneStart = rule((node, say) => {
  if (!isScope(node)) return
  const starts = startsOf(node)
  const plain = starts.filter((start) => bosAt(start, 'eventDefinitions').length === 0)
  if (starts.length === 0) say()
  for (const extra of plain.slice(1)) say(extra.id)
})
const endPresent = rule((node, say) => {
  if (isScope(node) && !bosAt(node, 'flowElements').some((inside) => isA(inside, 'EndEvent'))) say()
})

/** An element from which nothing leads on, and which is no end. */
const leadsOn = rule((node, say) => {
  if (!isA(node, 'FlowNode') || isA(node, 'EndEvent') || node.get('triggeredByEvent') || node.get('isForCompensation'))
    return
  const incoming = bosAt(node, 'incoming')
  const definitions = bosAt(node, 'eventDefinitions')
  const isThrow = isA(node, 'IntermediateThrowEvent') && definitions.some((one) => isA(one, 'LinkEventDefinition'))
  const isCompensation = definitions.some((one) => isA(one, 'CompensateEventDefinition'))
  const begins = isA(node, 'StartEvent', 'BoundaryEvent') || incoming.length > 0
  if (begins && bosAt(node, 'outgoing').length === 0 && !isThrow && !isCompensation) say()
})

const TIMES = ['timeDate', 'timeDuration', 'timeCycle'] as const
const timerSet = rule((node, say) => {
  if (!isA(node, 'TimerEventDefinition')) return
  const isSet = TIMES.some((kind) => {
    const expression = boAt(node, kind)
    return expression !== null && has(expression, 'body')
  })
  if (!isSet) say(node.$parent?.id)
})

const eventNamed = rule((node, say) => {
  const refs = [
    ['MessageEventDefinition', 'messageRef'],
    ['SignalEventDefinition', 'signalRef'],
    ['EscalationEventDefinition', 'escalationRef'],
  ] as const
  for (const [type, ref] of refs) if (isA(node, type) && !boAt(node, ref)) say(node.$parent?.id)
})

/** What a drawing may name. `isCarrying`: its steps may be done with forms that it carries itself. */
export type Known = {
  bindings: ReadonlySet<string>
  forms: ReadonlySet<string>
  decisions: ReadonlySet<string>
  isCarrying: boolean
}
/** What it carries. */
export type Carried = { forms: readonly Enclosure[]; decisions: readonly Enclosure[] }

const formKnown =
  ({ forms, isCarrying }: Known, carried: readonly Enclosure[]): RuleFactory =>
  () => ({
    check(node, reporter) {
      const form = isA(node, 'UserTask') ? textAt(node, 'okno:form') : ''
      const isKnown = forms.has(form) || (isCarrying && carried.some(({ id }) => id === form))
      if (form !== '' && !isKnown) reporter.report(node.id ?? '', form)
    },
  })

const formSound =
  (carried: readonly Enclosure[]): RuleFactory =>
  () => ({
    check(node, reporter) {
      if (!isA(node, 'Process')) return
      for (const form of carried)
        for (const problem of problemsIn(form))
          reporter.report(node.id ?? '', `${form.name}: ${formProblemText(problem)}`)
    },
  })

const decisionKnown =
  ({ decisions }: Known, carried: readonly Enclosure[]): RuleFactory =>
  () => ({
    check(node, reporter) {
      if (!isA(node, 'BusinessRuleTask')) return
      const decision = textAt(node, 'okno:decision')
      const isKnown = decisions.has(decision) || carried.some(({ text }) => decisionIds(text).includes(decision))
      if (!isKnown) reporter.report(node.id ?? '', decision)
    },
  })

/** Our own rules by name; each name has its words in words.ts. */
export const ownRules = (known: Known, carried: Carried): Readonly<Record<string, RuleFactory>> => ({
  formKnown: formKnown(known, carried.forms),
  formSound: formSound(carried.forms),
  decisionKnown: decisionKnown(known, carried.decisions),
  unsupported,
  taskNamed,
  wayNamed,
  conditionPresent,
  bindingChosen: bindingChosen(known.bindings),
  rolesChosen,
  oneStart,
  endPresent,
  leadsOn,
  timerSet,
  eventNamed,
})
