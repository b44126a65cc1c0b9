import { isDeepStrictEqual } from 'node:util'
import type { Variables } from '../expression.ts'
import { type Aggregation, FailedDecision, type Rule, type Table } from './decision.ts'

/** The rules that fit, by their ids: of a table that stops at the first, that one. */
export function hitsOf(table: Table, variables: Variables): string[] {
  const values = table.inputs.map((input) => input.evaluate(variables))
  const hits = table.rules.filter((rule) => rule.tests.every((test, n) => test(values[n], variables)))
  return (table.hitPolicy === 'FIRST' ? hits.slice(0, 1) : hits).map(({ id }) => id)
}

/** What a table says to these variables: one result, or with the collecting hit policies a list. Throws FailedDecision. */
export function evaluateTable(table: Table, variables: Variables): unknown {
  const values = table.inputs.map((input) => input.evaluate(variables))
  const fits = (rule: Rule) => rule.tests.every((test, n) => test(values[n], variables))
  const answer = (rule: Rule) => resultOf(table, rule, variables)
  // the first is enough: the rest of the table need not be asked
  if (table.hitPolicy === 'FIRST') {
    const first = table.rules.find(fits)
    return first ? answer(first) : otherwise(table, variables)
  }
  const hits = table.rules.filter(fits)
  if (table.hitPolicy === 'COLLECT') return collect(hits.map(answer), table.aggregation)
  if (table.hitPolicy === 'RULE ORDER') return hits.map(answer)
  if (table.hitPolicy === 'OUTPUT ORDER') return ranked(table, hits, variables)
  const [first] = hits
  if (!first) return otherwise(table, variables)
  return single(table, hits, first, variables)
}

function single(table: Table, hits: readonly Rule[], first: Rule, variables: Variables): unknown {
  if (table.hitPolicy === 'PRIORITY') return ranked(table, hits, variables)[0]
  const result = resultOf(table, first, variables)
  if (table.hitPolicy === 'UNIQUE' && hits.length > 1)
    throw new FailedDecision(`more than one rule fits: ${hits.map(({ id }) => id).join(', ')}`)
  const other = hits.find((rule) => !isDeepStrictEqual(resultOf(table, rule, variables), result))
  if (other) throw new FailedDecision(`rules that fit say different things: ${first.id}, ${other.id}`)
  return result
}

/** Of a table with one output the value, else a context by the names of the outputs. */
function resultOf({ outputs }: Table, { results }: Rule, variables: Variables): unknown {
  return shaped(
    outputs.map(({ name }) => name),
    results.map((result) => result?.evaluate(variables) ?? null),
  )
}

function shaped(names: readonly string[], values: readonly unknown[]): unknown {
  if (names.length === 1) return values[0]
  return Object.fromEntries(names.map((name, n) => [name, values[n]]))
}

function otherwise({ outputs }: Table, variables: Variables): unknown {
  if (outputs.every((output) => output.otherwise === null)) return null
  return shaped(
    outputs.map(({ name }) => name),
    outputs.map((output) => output.otherwise?.evaluate(variables) ?? null),
  )
}

/** By the places of the results among the values that the outputs may have; the first output weighs most. */
function ranked(table: Table, hits: readonly Rule[], variables: Variables): unknown[] {
  const ranks = hits.map((rule, order) => ({
    order,
    result: resultOf(table, rule, variables),
    places: table.outputs.map(({ values }, n) => placeOf(values, rule.results[n]?.evaluate(variables) ?? null)),
  }))
  ranks.sort((a, b) => {
    const n = a.places.findIndex((place, index) => place !== b.places[index])
    return n < 0 ? a.order - b.order : (a.places[n] ?? 0) - (b.places[n] ?? 0)
  })
  return ranks.map(({ result }) => result)
}

function placeOf(values: readonly unknown[], value: unknown): number {
  const place = values.findIndex((known) => isDeepStrictEqual(known, value))
  return place < 0 ? values.length : place
}

function collect(results: readonly unknown[], aggregation: Aggregation | null): unknown {
  if (aggregation === null) return results
  if (aggregation === 'COUNT') return results.length
  if (results.length === 0) return null
  const numbers = results.filter((result) => typeof result === 'number')
  if (numbers.length < results.length) throw new FailedDecision(`${aggregation} of what is no number`)
  if (aggregation === 'SUM') return numbers.reduce((sum, one) => sum + one, 0)
  return numbers.reduce((a, b) => (aggregation === 'MIN' ? Math.min(a, b) : Math.max(a, b)))
}
