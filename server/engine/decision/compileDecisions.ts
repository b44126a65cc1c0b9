import type { ModdleElement } from 'bpmn-moddle'
import { DmnModdle } from 'dmn-moddle'
import { elementAt, elementsOf, textAt } from '../moddle.ts'
import type { Problem } from '../problem.ts'
import { xmlLimitBytes } from '../readBpmn.ts'
import { type Reporter, reporter } from '../report.ts'
import { checkRequirements } from './checkRequirements.ts'
import { compileTable, feelOf } from './compileTable.ts'
import type { Decision } from './decision.ts'

export type Decisions = ReadonlyMap<string, Decision>
export type CompiledDecisions = { decisions: Decisions; problems: [] } | { decisions: null; problems: Problem[] }

/** DMN 1.3 → decisions by their id, or every reason against the file with its place. */
export async function compileDecisions(xml: string): Promise<CompiledDecisions> {
  const report = reporter(xml)
  const drawn = await read(xml, report)
  const decisions = new Map<string, Decision>()
  for (const element of drawn) {
    if (element.$type === 'dmn:Decision') {
      const decision = compileDecision(element, report)
      if (decision) decisions.set(decision.id, decision)
    } else if (element.$type !== 'dmn:InputData' && element.$type !== 'dmn:KnowledgeSource')
      report.refuse('unsupportedElement', element, element.$type)
  }
  if (decisions.size === 0 && report.problems.length === 0) report.refuse('noDecision', null)
  checkRequirements(decisions, report)
  return report.problems.length > 0 ? { decisions: null, problems: report.problems } : { decisions, problems: [] }
}

async function read(xml: string, report: Reporter): Promise<ModdleElement[]> {
  const bytes = Buffer.byteLength(xml)
  if (bytes > xmlLimitBytes()) report.refuse('tooLarge', null, String(bytes))
  else if (/<!DOCTYPE|<!ENTITY/i.test(xml)) report.refuse('doctypeForbidden', null)
  else
    try {
      const { rootElement, warnings } = await new DmnModdle().fromXML(xml)
      for (const { message, element } of warnings) {
        const duplicate = /duplicate ID <([^>]*)>/.exec(message)
        if (duplicate) report.refuse('duplicateId', { id: duplicate[1] ?? '' })
        else report.refuse('unsupportedElement', element ?? null, message.replace(/\s+/g, ' '))
      }
      return elementsOf(rootElement, 'drgElement')
    } catch (error) {
      report.unread('notXml', error instanceof Error ? error.message : String(error))
    }
  return []
}

function compileDecision(element: ModdleElement, report: Reporter): Decision | null {
  const logic = elementAt(element, 'decisionLogic')
  const variable = elementAt(element, 'variable')
  const name = element.name ?? element.id ?? ''
  const compiled = logic && compileLogic(element, logic, report)
  if (!logic) report.refuse('badTable', element, 'decisionLogic')
  if (!element.id || !compiled) return null
  return {
    id: element.id,
    name,
    variable: (variable && textAt(variable, 'name')) ?? name,
    requires: requiredBy(element),
    logic: compiled,
  }
}

function compileLogic(element: ModdleElement, logic: ModdleElement, report: Reporter): Decision['logic'] | null {
  if (logic.$type === 'dmn:DecisionTable') return compileTable(logic, report)
  if (logic.$type !== 'dmn:LiteralExpression') {
    report.refuse('unsupportedElement', element, logic.$type)
    return null
  }
  const expression = feelOf(logic, textAt(logic, 'text') ?? '', report)
  return expression && { kind: 'literal', expression }
}

function requiredBy(element: ModdleElement): string[] {
  return elementsOf(element, 'informationRequirement').flatMap((requirement) => {
    const required = elementAt(requirement, 'requiredDecision')
    const href = required && textAt(required, 'href')
    return href ? [href.replace(/^#/, '')] : []
  })
}
