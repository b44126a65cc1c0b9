import type { ModdleElement } from 'bpmn-moddle'
import { BadExpression, compileExpression, type Expression } from '../expression.ts'
import { compileUnaryTest, type UnaryTest } from '../feel/unaryTests.ts'
import { elementAt, elementsOf, textAt } from '../moddle.ts'
import type { Reporter } from '../report.ts'
import { AGGREGATIONS, HIT_POLICIES, type Output, type Rule, type Table } from './decision.ts'

export function compileTable(drawn: ModdleElement, report: Reporter): Table | null {
  const inputs = elementsOf(drawn, 'input').map((input) => compileInput(input, report))
  const outputs = elementsOf(drawn, 'output').map((output, n) => compileOutput(output, n, report))
  const size = { inputs: inputs.length, outputs: outputs.length }
  const rules = elementsOf(drawn, 'rule').map((rule) => compileRule(rule, size, report))
  const hitPolicy = HIT_POLICIES.find((policy) => policy === drawn.get('hitPolicy'))
  const aggregation = AGGREGATIONS.find((one) => one === drawn.get('aggregation')) ?? null
  const refuse = (detail: string) => report.refuse('badTable', drawn, detail)
  if (outputs.length === 0) refuse('output')
  if (!hitPolicy) refuse(`hitPolicy=${drawn.get('hitPolicy')}`)
  if (aggregation && (hitPolicy !== 'COLLECT' || outputs.length > 1)) refuse(`aggregation=${aggregation}`)
  const isRanked = hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER'
  if (isRanked && outputs.every(({ values }) => values.length === 0)) refuse(`${hitPolicy}: outputValues`)
  const names = new Set(outputs.map(({ name }) => name))
  if (names.size < outputs.length) refuse('output name')
  const whole = inputs.filter((input) => input !== null)
  return hitPolicy && whole.length === inputs.length
    ? { kind: 'table', hitPolicy, aggregation, inputs: whole, outputs, rules }
    : null
}

/** FEEL of an element; null when it does not parse, which is reported. */
export function feelOf(drawn: ModdleElement, text: string, report: Reporter): Expression | null {
  return parsed(drawn, report, () => compileExpression(text))
}

function parsed<T>(drawn: ModdleElement, report: Reporter, parse: () => T): T | null {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof BadExpression)) throw error
    report.refuse('badExpression', drawn, error.message)
    return null
  }
}

function compileInput(input: ModdleElement, report: Reporter): Expression | null {
  const expression = elementAt(input, 'inputExpression')
  return feelOf(input, (expression && textAt(expression, 'text')) ?? '', report)
}

function compileOutput(output: ModdleElement, n: number, report: Reporter): Output {
  const values = elementAt(output, 'outputValues')
  const text = values && textAt(values, 'text')
  const list = text ? feelOf(output, `[${text}]`, report)?.evaluate({}) : []
  const otherwise = elementAt(output, 'defaultOutputEntry')
  const otherwiseText = otherwise && textAt(otherwise, 'text')
  return {
    name: textAt(output, 'name') ?? `output${n + 1}`,
    values: Array.isArray(list) ? list : [],
    otherwise: otherwiseText ? feelOf(output, otherwiseText, report) : null,
  }
}

type Size = { inputs: number; outputs: number }

function compileRule(rule: ModdleElement, { inputs, outputs }: Size, report: Reporter): Rule {
  const cells = elementsOf(rule, 'inputEntry')
  const results = elementsOf(rule, 'outputEntry')
  if (cells.length !== inputs || results.length !== outputs)
    report.refuse('badTable', rule, `${cells.length} + ${results.length} ≠ ${inputs} + ${outputs}`)
  const never: UnaryTest = () => false
  return {
    id: rule.id ?? '',
    tests: cells.map((cell) => parsed(cell, report, () => compileUnaryTest(textAt(cell, 'text') ?? '')) ?? never),
    results: results.map((cell) => {
      const text = textAt(cell, 'text')
      return text ? feelOf(cell, text, report) : null
    }),
  }
}
