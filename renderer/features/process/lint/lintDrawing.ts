import type { RuleFactory } from 'bpmnlint'
import Linter from 'bpmnlint/lib/linter'
import disconnected from 'bpmnlint/rules/no-disconnected'
import duplicateFlows from 'bpmnlint/rules/no-duplicate-sequence-flows'
import overlapping from 'bpmnlint/rules/no-overlapping-elements'
import superfluousGateway from 'bpmnlint/rules/superfluous-gateway'
import { type Bo, textAt } from '../drawing/types'
import { ownRules } from './rules'

/** How much each rule weighs: an error stops a deployment, a warning does not. */
export const WEIGHTS = {
  disconnected: 'error',
  duplicateFlows: 'error',
  overlapping: 'warn',
  superfluousGateway: 'warn',
  unsupported: 'error',
  taskNamed: 'warn',
  wayNamed: 'warn',
  conditionPresent: 'error',
  bindingChosen: 'error',
  rolesChosen: 'warn',
  oneStart: 'error',
  endPresent: 'error',
  leadsOn: 'error',
  timerSet: 'error',
  eventNamed: 'error',
} as const
export type RuleName = keyof typeof WEIGHTS
export type LintProblem = { rule: RuleName; weight: 'error' | 'warn'; elementId: string; name: string; detail: string }

const theirs: Readonly<Record<string, RuleFactory>> = { disconnected, duplicateFlows, overlapping, superfluousGateway }
const isRule = (name: string): name is RuleName => Object.hasOwn(WEIGHTS, name)

/** What is wrong with a drawing, errors first. `bindings`: the work that service tasks may name. */
export async function lintDrawing(definitions: Bo, bindings: ReadonlySet<string>): Promise<LintProblem[]> {
  const own = ownRules(bindings)
  const linter = new Linter({
    config: { rules: WEIGHTS },
    resolver: {
      resolveRule: (_, name) => own[name] ?? theirs[name],
      resolveConfig: () => {
        throw new Error('rules are not inherited')
      },
    },
  })
  const names = namesIn(definitions)
  const found = Object.entries(await linter.lint(definitions)).flatMap(([rule, reports]) =>
    isRule(rule) ? reports.map(({ id, message }) => problem(rule, id, message, names)) : [],
  )
  return found.sort((a, b) => Number(a.weight === 'warn') - Number(b.weight === 'warn'))
}

const problem = (rule: RuleName, elementId: string, message: string, names: ReadonlyMap<string, string>) => ({
  rule,
  weight: WEIGHTS[rule],
  elementId,
  name: names.get(elementId) ?? '',
  detail: rule === 'bindingChosen' ? message : '',
})

function namesIn(definitions: Bo): Map<string, string> {
  const names = new Map<string, string>()
  const open = [definitions]
  for (let bo = open.pop(); bo; bo = open.pop()) {
    if (bo.id) names.set(bo.id, textAt(bo, 'name'))
    for (const inside of ['rootElements', 'flowElements'])
      if (bo.$instanceOf('bpmn:Definitions') || bo.$instanceOf('bpmn:FlowElementsContainer')) {
        const children = inside in bo ? bo.get(inside) : undefined
        if (Array.isArray(children)) open.push(...children)
      }
  }
  return names
}
