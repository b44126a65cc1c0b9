import type { RuleFactory } from 'bpmnlint'
import Linter from 'bpmnlint/lib/linter'
import disconnected from 'bpmnlint/rules/no-disconnected'
import duplicateFlows from 'bpmnlint/rules/no-duplicate-sequence-flows'
import overlapping from 'bpmnlint/rules/no-overlapping-elements'
import superfluousGateway from 'bpmnlint/rules/superfluous-gateway'
import { type Bo, textAt } from '../drawing/types'
import { enclosuresIn, formsIn } from '../enclosed/enclosed'
import { type Known, ownRules } from './ownRules'

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
  formKnown: 'error',
  formSound: 'error',
  decisionKnown: 'error',
} as const
export type RuleName = keyof typeof WEIGHTS
export type LintProblem = { rule: RuleName; weight: 'error' | 'warn'; elementId: string; name: string; detail: string }

/** Ours look at each node together: a large drawing is walked through once and not once a rule. */
const together =
  (rules: Readonly<Record<string, RuleFactory>>): RuleFactory =>
  () => {
    const checks = Object.entries(rules).map(([name, factory]) => ({ name, rule: factory() }))
    return {
      check(node, reporter) {
        for (const { name, rule } of checks)
          rule.check(node, { report: (id, message) => reporter.report(id, `${name} ${message}`) })
      },
    }
  }

const theirs: Readonly<Record<string, RuleFactory>> = { disconnected, duplicateFlows, overlapping, superfluousGateway }
const isRule = (name: string): name is RuleName => Object.hasOwn(WEIGHTS, name)

/** What is wrong with a drawing, errors first. */
export async function lintDrawing(definitions: Bo, known: Known): Promise<LintProblem[]> {
  const carried = { forms: formsIn(definitions), decisions: enclosuresIn(definitions, 'decisions') }
  const linter = new Linter({
    config: {
      rules: {
        own: 'error',
        disconnected: 'error',
        duplicateFlows: 'error',
        overlapping: 'warn',
        superfluousGateway: 'warn',
      },
    },
    resolver: {
      resolveRule: (_, name) => (name === 'own' ? together(ownRules(known, carried)) : theirs[name]),
      resolveConfig: () => {
        throw new Error('rules are not inherited')
      },
    },
  })
  const names = namesIn(definitions)
  const found = Object.entries(await linter.lint(definitions)).flatMap(([name, reports]) =>
    reports.flatMap(({ id, message }) => {
      const [, rule = '', detail = ''] = name === 'own' ? (/^(\S+) ?(.*)$/.exec(message) ?? []) : [name, name]
      return isRule(rule) ? [{ rule, weight: WEIGHTS[rule], elementId: id, name: names.get(id) ?? '', detail }] : []
    }),
  )
  return found.sort((a, b) => Number(a.weight === 'warn') - Number(b.weight === 'warn'))
}

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
